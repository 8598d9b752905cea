import type { PrintedDocument } from '../../../../core/billing/document.ts'
import type { DocumentLine } from '../../../../core/billing/document-parts.ts'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import { toULabels } from '../../../../core/domains/idna.ts'
import type { Currency, MinorUnits, Money } from '../../../../core/money/money.ts'
import type { DocumentLanguage } from '../../../../core/renewal/notice-document.ts'
import type { Sheet, SheetColumn } from '../../../adapters/sheets/sheet.ts'
import { sheetLook } from '../../../adapters/sheets/sheet-look.ts'
import type { ListedDocument } from '../documents.queries.ts'
import { type DocumentWords, documentWords, titleOf } from './document-words.ts'

/** A line of a document, or the document itself where it has none. */
export type SheetLine = {
  readonly row: ListedDocument
  readonly document: PrintedDocument
  readonly n: number | null
  readonly line: DocumentLine | null
}

const JPY = 'JPY' as Currency

/** What a credit note gives back counts less: its amounts are negative, so that columns can be added up. */
function amount({ document }: SheetLine, minor: number): Money {
  return { minor: (document.kind === 'creditNote' ? 0 - minor : minor) as MinorUnits, currency: JPY }
}

type States = DocumentWords['words']['sheet']['states']

/** What became of a document. Credit notes and receipts are not paid, quotes neither: they are ordered while valid. */
function stateText({ series, state, amount_due: due, due_on: lastDay }: ListedDocument, today: IsoDate, words: States) {
  if (state === 'cancelled') return words.cancelled
  if (series === 'creditNote' || series === 'receipt') return null
  if (series !== 'quote') return state === 'paid' && due === 0 ? words.nothing : words[state]
  if (state !== 'open') return words.ordered
  return lastDay !== null && lastDay < today ? words.expired : words.notOrdered
}

/** One row per line of a document, with the document's own numbers beside it and what became of it until a day. */
export function lineSheet(language: DocumentLanguage, today: IsoDate): Sheet<SheetLine> {
  const texts = documentWords(language)
  const words = texts.words.sheet
  const { columns, operation, fill } = { ...texts.words, fill: texts.fill }
  const all: readonly SheetColumn<SheetLine>[] = [
    { kind: 'text', heading: words.kind, width: 24, value: ({ document }) => titleOf(document, texts) },
    { kind: 'text', heading: words.number, width: 18, value: ({ row }) => row.number },
    { kind: 'text', heading: words.revision, width: 6, value: ({ row }) => String(row.revision) },
    { kind: 'day', heading: texts.words.issuedOn, width: 12, value: ({ row }) => row.issued_on as IsoDate },
    {
      kind: 'day',
      heading: texts.words.dueOn,
      width: 12,
      // Of a quote it is the last day on which it can be ordered.
      value: ({ row }) => (row.series === 'quote' ? null : (row.due_on as IsoDate | null)),
    },
    { kind: 'text', heading: words.counterparty, width: 28, value: ({ row }) => row.counterparty },
    { kind: 'text', heading: columns.n, width: 6, value: ({ n }) => (n === null ? null : String(n)) },
    { kind: 'day', heading: columns.suppliedOn, width: 12, value: ({ line }) => line?.suppliedOn ?? null },
    { kind: 'text', heading: columns.subject, width: 32, value: ({ line }) => line && subjectText(line) },
    {
      kind: 'text',
      heading: columns.operation,
      width: 12,
      value: ({ line }) => (line?.subject.kind === 'domain' ? operation[line.subject.operation] : null),
    },
    {
      kind: 'text',
      heading: columns.rate,
      width: 8,
      value: ({ line }) => line && fill(texts.words.rate, { percent: line.percent }),
    },
    { kind: 'amount', heading: columns.base, width: 13, value: (one) => one.line && amount(one, one.line.base) },
    { kind: 'amount', heading: columns.total, width: 13, value: (one) => one.line && amount(one, one.line.total) },
    { kind: 'amount', heading: words.documentTotal, width: 14, value: (one) => amount(one, one.row.total) },
    { kind: 'amount', heading: words.documentTax, width: 14, value: (one) => amount(one, one.row.tax) },
    { kind: 'amount', heading: words.amountDue, width: 14, value: (one) => amount(one, one.row.amount_due) },
    { kind: 'text', heading: words.state, width: 10, value: ({ row }) => stateText(row, today, words.states) },
    { kind: 'text', heading: words.original, width: 18, value: ({ row }) => row.original },
  ]
  return { title: words.title, ...sheetLook(language), columns: all }
}

function subjectText({ subject }: NonNullable<SheetLine['line']>): string {
  return subject.kind === 'domain' ? toULabels(subject.name) : subject.text
}
