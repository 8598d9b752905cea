import type { IsoMonth } from '../../../../core/calendar/iso-date.ts'
import type { NoticeHead, NoticeRow } from '../../../../core/renewal/notice-document.ts'
import { type DocumentTexts, documentTexts, fillText } from '../../../adapters/documents/document-texts.ts'
import { csvChunks } from '../../../adapters/sheets/csv-writer.ts'
import type { RowBatches, Sheet, SheetColumn } from '../../../adapters/sheets/sheet.ts'
import { sheetLook } from '../../../adapters/sheets/sheet-look.ts'
import { xlsxChunks } from '../../../adapters/sheets/xlsx-writer.ts'

type SheetHead = Pick<NoticeHead, 'language' | 'month'>

/** The notice as CSV with an empty column for decisions; rows stream. */
export function noticeCsv(head: SheetHead, rows: RowBatches<NoticeRow>): AsyncGenerator<Uint8Array> {
  return csvChunks(noticeSheet(head), rows)
}

/** The notice as a workbook whose empty decision column offers its two values; rows stream. */
export function noticeXlsx(head: SheetHead, rows: RowBatches<NoticeRow>): AsyncGenerator<Uint8Array> {
  return xlsxChunks(noticeSheet(head), rows)
}

function noticeSheet({ language, month }: SheetHead): Sheet<NoticeRow> {
  const texts = documentTexts[language]
  return { title: texts.noticeSheet.title, ...sheetLook(language), columns: noticeColumns(texts, month) }
}

/** The A-label and the month are the key by which a returned row finds its name (`decision-sheet.ts`). */
function noticeColumns(texts: DocumentTexts, month: IsoMonth): readonly SheetColumn<NoticeRow>[] {
  const words = texts.noticeSheet
  const noticeMonth = monthCell(words, month)
  const choices = {
    values: [words.renew, words.expire],
    errorTitle: words.choiceErrorTitle,
    error: words.choiceError,
  }
  return [
    { kind: 'text', heading: words.name, width: 32, value: (row) => row.unicodeName },
    { kind: 'day', heading: words.expiresOn, width: 13, value: (row) => row.expiresOn },
    { kind: 'day', heading: words.decideBy, width: 13, value: (row) => row.decideBy },
    { kind: 'text', heading: words.mode, width: 15, value: (row) => texts.mode[row.mode] },
    { kind: 'text', heading: words.decision, width: 14, value: () => null, choices },
    { kind: 'text', heading: words.scope, width: 16, value: (row) => texts.scope[row.scope] },
    { kind: 'amount', heading: words.price, width: 12, value: (row) => row.price },
    { kind: 'text', heading: words.currency, width: 9, value: (row) => row.price?.currency ?? null },
    { kind: 'text', heading: words.department, width: 20, value: (row) => row.department },
    { kind: 'text', heading: words.tags, width: 24, value: (row) => row.tags.join('; ') },
    { kind: 'text', heading: words.asciiName, width: 32, value: (row) => row.name },
    { kind: 'text', heading: words.month, width: 16, value: () => noticeMonth },
  ]
}

/** In words: a spreadsheet that opens a CSV makes a date of `2026-11`. */
function monthCell(words: DocumentTexts['noticeSheet'], month: IsoMonth): string {
  return fillText(words.monthValue, { year: month.slice(0, 4), month: month.slice(5) })
}
