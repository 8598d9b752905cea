/** One value that a filter offers; `count` where the service tells how many rows have it. */
export type FilterOption = { readonly value: string; readonly label: string; readonly count?: number | undefined }

type ChoiceFilter = {
  readonly kind: 'choice'
  readonly field: string
  readonly label: string
  readonly options: readonly FilterOption[]
}

/** A range of days under two parameters, with ranges that are asked for often. */
type DaysFilter = {
  readonly kind: 'days'
  readonly field: string
  readonly label: string
  readonly from: string
  readonly to: string
  readonly presets: readonly { readonly label: string; readonly from: string; readonly to: string }[]
}

/** A filter of a page. `isAlwaysShown`: has its button in the bar; the others are behind "more" until they are used. */
export type FilterDefinition = (ChoiceFilter | DaysFilter) & { readonly isAlwaysShown?: boolean }

/** Filters as they stand in the address: one text, or several values of which `-x` means "not x". */
export type FilterValues = Readonly<Record<string, string | readonly string[] | undefined>>

/** Values of a choice, apart from whether they are wanted or unwanted. Mixed ones count as wanted. */
export type ChosenValues = { readonly isNot: boolean; readonly values: readonly string[] }

export function readChoice(value: FilterValues[string]): ChosenValues {
  const all = value === undefined ? [] : typeof value === 'string' ? [value] : value
  const isNot = all.length > 0 && all.every((one) => one.startsWith('-'))
  return { isNot, values: isNot ? all.map((one) => one.slice(1)) : all }
}

export function writeChoice({ isNot, values }: ChosenValues): readonly string[] | undefined {
  if (values.length === 0) return undefined
  return isNot ? values.map((value) => `-${value}`) : values
}

/** The parameters that a filter owns. */
export function fieldsOf(definition: FilterDefinition): readonly string[] {
  return definition.kind === 'days' ? [definition.from, definition.to] : [definition.field]
}

export function isActive(definition: FilterDefinition, values: FilterValues): boolean {
  return fieldsOf(definition).some((field) => values[field] !== undefined)
}
