import type { DocumentLine } from '../../../../core/billing/document-parts.ts'
import type { TaxGroup } from '../../../../core/billing/tax.ts'
import { columnDay } from '../../../../core/calendar/day-text.ts'
import { toULabels } from '../../../../core/domains/idna.ts'
import type { MinorUnits } from '../../../../core/money/money.ts'
import { printableName, printableText } from '../../../adapters/documents/printable-text.ts'
import type { DocumentWords } from './document-words.ts'

const NO_VALUE = '—'
/** A line must not grow taller than a page. */
const TEXT_MAX = 200

/** The table of lines, and for each line the sums through it, which pages carry over. */
export function lineListData(lines: readonly DocumentLine[], texts: DocumentWords) {
  const { words, yen } = texts
  const { n, suppliedOn, subject, operation, quantity, rate, base, total } = words.columns
  const isDated = lines.some((line) => line.suppliedOn !== null)
  const sums = { base: 0, total: 0 }
  return {
    isDated,
    heads: [n, ...(isDated ? [suppliedOn] : []), subject, operation, quantity, rate, base, total],
    words: { from: words.carriedFrom, to: words.carriedTo },
    rows: lines.map((line, index) => [
      String(index + 1),
      ...(isDated ? [dayText(line, texts)] : []),
      ...lineRow(line, texts),
    ]),
    carried: lines.map((line) => {
      sums.base += line.base
      sums.total += line.total
      return [yen(sums.base as MinorUnits), yen(sums.total as MinorUnits)]
    }),
  }
}

function lineRow(line: DocumentLine, texts: DocumentWords): readonly string[] {
  const { words, fill, yen } = texts
  const { subject, unit, quantity, base, total } = line
  const isDomain = subject.kind === 'domain'
  return [
    isDomain ? printableName(subject.name, toULabels(subject.name)) : shortened(printableText(subject.text)),
    isDomain ? words.operation[subject.operation] : NO_VALUE,
    fill(unit === 'year' ? words.year : words.piece, { count: quantity }),
    rateText(line, texts),
    yen(base),
    yen(total),
  ]
}

function dayText({ suppliedOn }: DocumentLine, { language }: DocumentWords): string {
  return suppliedOn ? columnDay(suppliedOn, language) : NO_VALUE
}

function shortened(text: string): string {
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX).toWellFormed()}…` : text
}

function rateText({ code, percent }: DocumentLine, { words, fill }: DocumentWords): string {
  if (percent === 0) return words.taxNone
  return fill(code === 'reduced' ? words.reducedRate : words.rate, { percent })
}

/** The sums by rate, and all of them. */
export function taxData(groups: readonly TaxGroup[], texts: DocumentWords) {
  const { words, yen, fill } = texts
  const { rate, base, tax, total } = words.taxHeads
  const sum = (field: 'base' | 'tax' | 'total') =>
    yen(groups.reduce((added, group) => added + group[field], 0) as MinorUnits)
  return {
    heads: [rate, base, tax, total],
    rows: groups.map(({ code, percent, ...group }) => [
      percent === 0 ? words.taxNone : fill(code === 'reduced' ? words.taxRowReduced : words.taxRow, { percent }),
      yen(group.base),
      yen(group.tax),
      yen(group.total),
    ]),
    total: [words.sum, sum('base'), sum('tax'), sum('total')],
    notes: [words.notes.rounding, ...(groups.some(({ code }) => code === 'reduced') ? [words.reducedNote] : [])],
  }
}
