const PREFIX = 'order:'

/** A step of an order: its id, and its item's number or the name of the step. */
export type OrderStep = { readonly order: string; readonly step: string }

/** What the ledger entries and holds of a step refer to: `order:<id>/<n>`. */
export function orderReference({ order, step }: OrderStep): string {
  return `${PREFIX}${order}/${step}`
}

/** The order that an entry refers to; null where it refers to something else. */
export function orderOfReference(reference: string | null): string | null {
  return reference?.startsWith(PREFIX) ? reference.slice(PREFIX.length, reference.lastIndexOf('/')) : null
}
