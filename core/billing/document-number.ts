import { z } from 'zod'
import type { Brand } from '../base/brand.ts'

/** The kinds of documents; each has numbers of its own per issuer and year of issue, without gaps. */
export const DOCUMENT_SERIES = ['invoice', 'statement', 'balanceRequest', 'creditNote', 'quote', 'receipt'] as const
export type DocumentSeries = (typeof DOCUMENT_SERIES)[number]
export const documentSeriesSchema = z.enum(DOCUMENT_SERIES)

/** As printed, e.g. `INV-2026-000123`. */
export type DocumentNumber = Brand<string, 'DocumentNumber'>

const PREFIXES: Readonly<Record<DocumentSeries, string>> = {
  invoice: 'INV',
  statement: 'STM',
  balanceRequest: 'BAL',
  creditNote: 'CRN',
  quote: 'QUO',
  receipt: 'RCT',
}

const DIGITS = 6
const SHAPE = /^(INV|STM|BAL|CRN|QUO|RCT)-\d{4}-\d{6,}$/

/** The n-th number of a series in a year; sorts by age as text up to a million a year. */
export function documentNumber(series: DocumentSeries, year: number, n: number): DocumentNumber {
  return `${PREFIXES[series]}-${year}-${String(n).padStart(DIGITS, '0')}` as DocumentNumber
}

/** The series that a number is of; null where it is no number of a document. */
export function seriesOfNumber(number: string): DocumentSeries | null {
  const prefix = SHAPE.exec(number)?.[1]
  return DOCUMENT_SERIES.find((series) => PREFIXES[series] === prefix) ?? null
}

export const documentNumberSchema = z
  .string()
  .regex(SHAPE, { message: 'a number such as INV-2026-000123' })
  .transform((text) => text as DocumentNumber)
