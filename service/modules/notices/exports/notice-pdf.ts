import { columnDay, longDay, momentText, monthText } from '../../../../core/calendar/day-text.ts'
import { dayInZone } from '../../../../core/calendar/iso-date.ts'
import type { Money } from '../../../../core/money/money.ts'
import { moneyText } from '../../../../core/money/money-text.ts'
import type { NoticeDocument, NoticeRow } from '../../../../core/renewal/notice-document.ts'
import { type DocumentTexts, documentTexts, fillText } from '../../../adapters/documents/document-texts.ts'
import { printableName, printableText } from '../../../adapters/documents/printable-text.ts'
import { compilePdf } from '../../../adapters/documents/typst-compiler.ts'

/** Names that a PDF lists; beyond that it says where the sheet is (5,000 rows took 0.55 GB to set). */
export const PDF_MAX_ROWS = 2_000

const NO_VALUE = '—'
/** Characters of a narrow column: a row must not grow taller than a page; the sheet has all. */
const NARROW_MAX = 120

/** The notice as PDF/A-3b. Takes the thread it runs on; `rows` may be empty when `total` is over `PDF_MAX_ROWS`. */
export function noticePdf(notice: NoticeDocument): Uint8Array {
  return compilePdf('notice', noticeData(notice), notice.madeAt)
}

/** What `resources/templates/notice.typ` reads: words and values in their final form. */
function noticeData(notice: NoticeDocument) {
  const texts = documentTexts[notice.language]
  const words = texts.notice
  const month = fillText(words.month, { month: monthText(notice.month, notice.language) })
  const account = printableText(notice.accountName)
  const isTooLong = notice.total > PDF_MAX_ROWS
  return {
    language: notice.language,
    title: `${words.title} ${month} ${account}`,
    footer: `${words.title} ${month} · ${account}`,
    addressee: fillText(words.addressee, { name: account }),
    madeOn: longDay(dayInZone(notice.madeAt, notice.timeZone), notice.language),
    month,
    words: templateWords(words),
    facts: noticeFacts(notice, words),
    isEmpty: notice.total === 0,
    ...noticeSums(notice, texts),
    tooMany: isTooLong ? fillText(words.tooMany, { limit: grouped(PDF_MAX_ROWS) }) : null,
    rows: isTooLong ? [] : notice.rows.map((row) => noticeRow(row, notice.language, texts)),
  }
}

function templateWords(words: DocumentTexts['notice']) {
  return {
    title: words.title,
    lead: words.lead,
    none: words.none,
    list: words.list,
    byMode: words.byMode,
    byWeek: words.byWeek,
    modeColumns: [words.mode, words.names, words.money],
    weekColumns: [words.week, words.names, words.renewing, words.money],
    columns: [
      words.name,
      words.expiresOn,
      words.decideBy,
      words.mode,
      words.scope,
      words.price,
      words.department,
      words.tags,
    ],
  }
}

function noticeFacts(notice: NoticeDocument, words: DocumentTexts['notice']): [label: string, value: string][] {
  const from = longDay(notice.windowFrom, notice.language)
  const to = longDay(notice.windowTo, notice.language)
  return [
    [words.window, fillText(words.windowValue, { from, to })],
    [words.total, fillText(words.totalValue, { count: grouped(notice.total) })],
    [words.madeAt, momentText(notice.madeAt, notice.timeZone, notice.language)],
  ]
}

/** The two tables of sums; the last cell of each row is a list, a sum for each currency. */
function noticeSums({ sums, total, language }: NoticeDocument, texts: DocumentTexts) {
  const words = texts.notice
  const renewMoney = sums.byMode.find(({ mode }) => mode === 'renew')?.money ?? []
  return {
    modes: sums.byMode.map(({ mode, names }) => [
      texts.mode[mode],
      grouped(names),
      mode === 'renew' ? moneyLines(renewMoney) : [NO_VALUE],
    ]),
    modesTotal: [words.sum, grouped(total), moneyLines(renewMoney)],
    weeks: sums.byWeek.map(({ weekFrom, names, renew, money }) => [
      fillText(words.weekValue, { from: columnDay(weekFrom, language) }),
      grouped(names),
      grouped(renew),
      moneyLines(money),
    ]),
    notes: [
      words.moneyNote,
      ...(sums.unpriced > 0 ? [fillText(words.unpricedNote, { count: grouped(sums.unpriced) })] : []),
    ],
  }
}

function noticeRow(row: NoticeRow, language: NoticeDocument['language'], texts: DocumentTexts) {
  return {
    name: printableName(row.name, row.unicodeName),
    expiresOn: columnDay(row.expiresOn, language),
    decideBy: row.decideBy ? columnDay(row.decideBy, language) : NO_VALUE,
    mode: texts.mode[row.mode],
    scope: texts.narrowScope[row.scope],
    price: row.price ? moneyText(row.price) : NO_VALUE,
    department: narrow(row.department ?? ''),
    tags: narrow(row.tags.join(texts.notice.tagSeparator)),
  }
}

function narrow(text: string): string {
  const printed = printableText(text)
  return printed.length > NARROW_MAX ? `${printed.slice(0, NARROW_MAX).toWellFormed()}…` : printed
}

function moneyLines(money: readonly Money[]): string[] {
  return money.length === 0 ? [NO_VALUE] : money.map(moneyText)
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
