import { type Currency, currencySchema } from '../../money/money.ts'
import type { CellRules, PriceRules } from './cell-rules.ts'
import { CENTURIES, type Century, DATE_ORDERS, type DateOrder } from './date-cell.ts'
import { findOrder } from './date-order.ts'
import { headerCurrency, isJapanese } from './header.ts'
import { DATE_FIELDS, type DateField, type ImportMapping } from './import-field.ts'
import { SHARED_SIGNS } from './price-cell.ts'
import { findExport, type TableColumn } from './recognise-table.ts'
import type { PriceEvidence, TableEvidence } from './table-evidence.ts'

/**
 * Something that the file does not say and that is never guessed. `options` are the values an answer can take;
 * `suggested` is what the recognised export makes likely.
 */
export type ImportQuestion = {
  readonly id: string
  readonly kind: 'mapping' | 'dateOrder' | 'century' | 'currency'
  readonly column: number | null
  readonly options: readonly string[] | null
  readonly suggested: string | null
  readonly samples: readonly string[]
}

export type ImportAnswers = Readonly<Record<string, string | number | boolean>>

export type ImportFindings = {
  readonly format: string
  readonly columns: readonly TableColumn[]
  readonly mapping: ImportMapping
  /** A person, or a profile that they saved, has confirmed the mapping. */
  readonly isMappingConfirmed: boolean
  readonly evidence: TableEvidence
  readonly answers: ImportAnswers
}

/** Settles how cells are read, and lists the questions that are still open. */
export function settleImport(findings: ImportFindings): {
  readonly rules: CellRules
  readonly questions: readonly ImportQuestion[]
} {
  const dates = DATE_FIELDS.flatMap((field) => settleDates(findings, field))
  const prices = settlePrices(findings)
  const rules = {
    dates: Object.fromEntries(dates.map(({ field, order, century }) => [field, { order, century }])),
    hasUtcDays: findExport(findings.format)?.hasUtcDays ?? false,
    prices: prices.rules,
  }
  return {
    rules,
    questions: [...mappingQuestion(findings), ...dates.flatMap((date) => date.questions), ...prices.questions],
  }
}

function mappingQuestion(findings: ImportFindings): readonly ImportQuestion[] {
  const isNameMissing = (findings.mapping.name ?? null) === null
  const isProposal = findings.format === 'unknown' && !findings.isMappingConfirmed
  if (!isNameMissing && !isProposal) return []
  return [{ id: 'mapping', kind: 'mapping', column: null, options: null, suggested: null, samples: [] }]
}

function answered<T extends string>(answers: ImportAnswers, id: string, options: readonly T[]): T | null {
  const answer = answers[id]
  return options.find((option) => option === String(answer ?? '')) ?? null
}

type SettledDate = {
  readonly field: DateField
  readonly order: DateOrder | null
  readonly century: Century | null
  readonly questions: readonly ImportQuestion[]
}

function settleDates(findings: ImportFindings, field: DateField): readonly SettledDate[] {
  const evidence = findings.evidence.dates[field]
  const column = findings.mapping[field] ?? null
  if (!evidence || column === null) return []
  const ask = (
    kind: 'dateOrder' | 'century',
    options: readonly string[],
    suggested: string | null,
  ): ImportQuestion => ({
    id: `${kind}:${column}`,
    kind,
    column,
    options,
    suggested,
    samples: evidence.samples,
  })
  const documented = findExport(findings.format)
  const finding = findOrder(evidence, documented?.dateOrder ?? null)
  const options = finding.kind === 'ask' ? finding.options : []
  const answer = answered(findings.answers, `dateOrder:${column}`, DATE_ORDERS)
  const order = finding.kind === 'found' ? finding.order : answer
  const century = evidence.shortYears > 0 ? answered(findings.answers, `century:${column}`, CENTURIES) : null
  const likely = findings.format === 'godaddy' && options.includes('monthFirst') ? 'monthFirst' : null
  const questions = [
    ...(finding.kind === 'ask' && order === null ? [ask('dateOrder', options, likely)] : []),
    ...(evidence.shortYears > 0 && century === null ? [ask('century', CENTURIES, '2000')] : []),
  ]
  return [{ field, order, century, questions }]
}

const EVERYWHERE = ['JPY', 'USD', 'EUR', 'GBP', 'CNY', 'AUD', 'CAD', 'CHF', 'HKD', 'SGD', 'KRW', 'TWD'] as const

/** The answer that leaves prices of unknown currency out. */
export const SKIP_PRICE = 'skip'

function settlePrices(findings: ImportFindings): { rules: PriceRules; questions: readonly ImportQuestion[] } {
  const documented = findExport(findings.format)
  const column = findings.mapping.price ?? null
  const evidence = findings.evidence.prices
  if (!evidence || column === null) return { rules: { $: null, '¥': null, bare: null }, questions: [] }
  const fromFile = headerCurrency(findings.columns[column]?.header ?? '') ?? documented?.currency ?? null
  const yen = isJapanese(findings.columns.map(({ header }) => header)) ? ('JPY' as Currency) : null
  const settled = {
    $: settleSign(findings, evidence, '$', onlyIf(fromFile, SHARED_SIGNS.$)),
    '¥': settleSign(findings, evidence, '¥', onlyIf(fromFile, SHARED_SIGNS['¥']) ?? yen),
    bare: settleSign(findings, evidence, 'bare', fromFile ?? (evidence.hasDecimals ? null : yen)),
  }
  return {
    rules: { $: settled.$.currency, '¥': settled['¥'].currency, bare: settled.bare.currency },
    questions: [...settled.$.questions, ...settled['¥'].questions, ...settled.bare.questions],
  }
}

function onlyIf(currency: Currency | null, possible: readonly string[]): Currency | null {
  return currency !== null && possible.includes(currency) ? currency : null
}

type SettledSign = { readonly currency: Currency | 'skip' | null; readonly questions: readonly ImportQuestion[] }

function settleSign(
  findings: ImportFindings,
  evidence: PriceEvidence,
  sign: '$' | '¥' | 'bare',
  known: Currency | null,
): SettledSign {
  if (evidence.unclear[sign] === 0 || known !== null) return { currency: known, questions: [] }
  const column = findings.mapping.price ?? null
  const id = sign === 'bare' ? `currency:${column}` : `currency:${column}:${sign}`
  const options = [...(sign === 'bare' ? EVERYWHERE : SHARED_SIGNS[sign]), SKIP_PRICE]
  const answer = answered(findings.answers, id, options)
  if (answer === SKIP_PRICE) return { currency: SKIP_PRICE, questions: [] }
  if (answer !== null) return { currency: currencySchema.parse(answer), questions: [] }
  const suggested = sign === 'bare' ? null : SHARED_SIGNS[sign][0]
  return {
    currency: null,
    questions: [{ id, kind: 'currency', column, options, suggested, samples: evidence.samples }],
  }
}
