import type { TaxGroup } from '../../../core/billing/tax.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { EntryDraft, Posting } from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'

/**
 * The entry that parts the revenue of a document at one rate into revenue and tax; for a credit note the amounts are
 * negative. Null where there is nothing to part.
 */
export function taxEntry(group: TaxGroup, reference: string, day: IsoDate): EntryDraft | null {
  const { code, percent, total, base, tax } = group
  if (total === 0) return null
  const all: readonly Posting[] = [
    { ledger: 'revenueIncl', amount: -total as MinorUnits },
    { ledger: 'revenue', amount: base },
    { ledger: 'taxPayable', amount: tax },
  ]
  return {
    kind: 'tax',
    occurredOn: day,
    postings: all.filter(({ amount }) => amount !== 0),
    key: `tax:${reference}:${code}${percent}`,
    reference,
    rateCode: code,
    detail: { percent },
  }
}

/** What a credit note at one rate takes back. */
export function negated({ code, percent, total, base, tax }: TaxGroup): TaxGroup {
  const minus = (amount: MinorUnits) => (0 - amount) as MinorUnits
  return { code, percent, total: minus(total), base: minus(base), tax: minus(tax) }
}
