import { cleanCell, narrowCell } from './cell-text.ts'
import { collectDates, type DateEvidence } from './date-order.ts'
import { DATE_FIELDS, type DateField, type ImportMapping } from './import-field.ts'
import { readCurrency, readPrice } from './price-cell.ts'

/** Prices whose currency their own row does not settle, by the sign they carry. */
export type PriceEvidence = {
  readonly unclear: { readonly $: number; readonly '¥': number; readonly bare: number }
  readonly hasDecimals: boolean
  readonly samples: readonly string[]
}

/** What all rows together say about how their dates and prices are meant. */
export type TableEvidence = {
  readonly dates: { readonly [field in DateField]?: DateEvidence | undefined }
  readonly prices: PriceEvidence | null
}

export type EvidenceCollector = {
  readonly add: (cells: readonly string[]) => void
  readonly evidence: () => TableEvidence
}

const MAX_SAMPLES = 5

/** Collects the evidence of a table, row by row, for the columns that the mapping makes dates and prices. */
export function collectEvidence(mapping: ImportMapping): EvidenceCollector {
  const dates = DATE_FIELDS.flatMap((field) => {
    const column = mapping[field] ?? null
    return column === null ? [] : [{ field, column, ...collectDates() }]
  })
  const price = mapping.price ?? null
  const prices = price === null ? null : collectPrices(price, mapping.priceCurrency ?? null)
  return {
    add: (cells) => {
      for (const date of dates) date.add(narrowCell(cells[date.column] ?? ''))
      prices?.add(cells)
    },
    evidence: () => ({
      dates: Object.fromEntries(dates.map((date) => [date.field, date.evidence()])),
      prices: prices?.evidence() ?? null,
    }),
  }
}

function collectPrices(column: number, currencyColumn: number | null) {
  const unclear = { $: 0, '¥': 0, bare: 0 }
  const samples = new Set<string>()
  let hasDecimals = false
  const add = (cells: readonly string[]) => {
    const text = narrowCell(cells[column] ?? '')
    if (text === '') return
    const reading = readPrice(text)
    if (!reading.ok || reading.value === null || reading.value.sign.kind === 'known') return
    if (currencyColumn !== null && readCurrency(cleanCell(cells[currencyColumn] ?? '')) !== null) return
    const { sign, digits } = reading.value
    unclear[sign.kind === 'shared' ? sign.sign : 'bare'] += 1
    hasDecimals ||= /[.,]\d{1,2}$/.test(digits)
    if (samples.size < MAX_SAMPLES) samples.add(text)
  }
  const evidence = (): PriceEvidence => ({ unclear: { ...unclear }, hasDecimals, samples: [...samples] })
  return { add, evidence }
}
