import { invariant } from '../base/invariant.ts'
import type { IsoDate } from '../calendar/iso-date.ts'
import type { DomainName } from '../domains/domain-name.ts'
import type { MinorUnits } from '../money/money.ts'
import { type DocumentLine, type LineSubject, lineOperationSchema } from './document-parts.ts'
import { spreadBase, type TaxGroup, taxGroups } from './tax.ts'
import { taxPercentOn, taxRateCodeOf } from './tax-rate.ts'

/** Something that was charged, or given back within the same period (then `amount` is negative), tax included. */
export type LedgerUse = {
  readonly entry: number
  /** The day that the line states. */
  readonly occurredOn: IsoDate
  /** The day of supply, whose rate applies: of what is given back, that of the charge. */
  readonly ratedOn: IsoDate
  readonly amount: MinorUnits
  readonly domain: DomainName | null
  readonly rateCode: string | null
  /** As the entry has it: `operation` and `years` of an order, or `text`. */
  readonly detail: Readonly<Record<string, unknown>>
}

/** A line whose amount without tax is not known yet: it depends on the other lines. */
export type UnspreadLine = Omit<DocumentLine, 'base'>

export type TaxedLines = {
  readonly lines: readonly DocumentLine[]
  readonly groups: readonly TaxGroup[]
  readonly total: MinorUnits
  readonly tax: MinorUnits
}

/** The line that states a use: the rate is that of the day of supply. */
export function lineOfUse(use: LedgerUse): UnspreadLine {
  const code = taxRateCodeOf(use.rateCode)
  const years = yearsOf(use.detail['years'])
  const size = years ?? 1
  return {
    subject: subjectOf(use),
    suppliedOn: use.occurredOn,
    quantity: use.amount < 0 ? -size : size,
    unit: years === null ? 'piece' : 'year',
    code,
    percent: taxPercentOn(code, use.ratedOn),
    total: use.amount,
    entry: use.entry,
  }
}

/** Rounds the tax once for each rate and spreads what remains over the lines of that rate. */
export function taxLines(unspread: readonly UnspreadLine[]): TaxedLines {
  const groups = taxGroups(unspread)
  const bases = new Map<number, MinorUnits>()
  for (const group of groups) {
    const own = unspread.flatMap((line, index) => (isOfGroup(line, group) ? [index] : []))
    const totals = own.map((index) => unspread[index]?.total ?? (0 as MinorUnits))
    for (const [place, base] of spreadBase(totals, group).entries()) bases.set(own[place] ?? -1, base)
  }
  const lines = unspread.map((line, index) => {
    const base = bases.get(index)
    invariant(base !== undefined, 'every line belongs to a rate')
    return { ...line, base }
  })
  return { lines, groups, total: sumOf(groups, 'total'), tax: sumOf(groups, 'tax') }
}

function isOfGroup(line: UnspreadLine, group: TaxGroup): boolean {
  return line.code === group.code && line.percent === group.percent
}

function subjectOf({ domain, detail }: LedgerUse): LineSubject {
  const operation = lineOperationSchema.safeParse(detail['operation'])
  if (domain !== null && operation.success) return { kind: 'domain', operation: operation.data, name: domain }
  const text = typeof detail['text'] === 'string' ? detail['text'] : ''
  return { kind: 'text', text: [text, domain].filter(Boolean).join(' ') }
}

function yearsOf(years: unknown): number | null {
  return typeof years === 'number' && Number.isInteger(years) && years > 0 ? years : null
}

function sumOf(groups: readonly TaxGroup[], field: 'total' | 'tax'): MinorUnits {
  return groups.reduce((sum, group) => sum + group[field], 0) as MinorUnits
}
