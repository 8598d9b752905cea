import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import type { Currency, MinorUnits, Money } from '../../../../core/money/money.ts'
import type { DocumentLanguage } from '../../../../core/renewal/notice-document.ts'
import type { Sheet } from '../../../adapters/sheets/sheet.ts'
import { sheetLook } from '../../../adapters/sheets/sheet-look.ts'
import type { ListedDocument } from '../documents.queries.ts'
import { documentWords } from './document-words.ts'

/** A file of the archive, as the index lists it. */
export type IndexedFile = { readonly row: ListedDocument; readonly path: string; readonly sha256: string }

const yen = (minor: number): Money => ({ minor: minor as MinorUnits, currency: 'JPY' as Currency })

/** The index of an archive: what the law asks to search by, and the digest of each file. */
export function indexSheet(language: DocumentLanguage): Sheet<IndexedFile> {
  const { words } = documentWords(language)
  const { sheet, titles } = words
  return {
    title: sheet.title,
    ...sheetLook(language),
    columns: [
      { kind: 'day', heading: words.issuedOn, width: 12, value: ({ row }) => row.issued_on as IsoDate },
      { kind: 'amount', heading: sheet.documentTotal, width: 14, value: ({ row }) => yen(row.total) },
      { kind: 'text', heading: sheet.counterparty, width: 28, value: ({ row }) => row.counterparty },
      { kind: 'text', heading: sheet.kind, width: 24, value: ({ row }) => titles[row.series] },
      { kind: 'text', heading: sheet.number, width: 18, value: ({ row }) => row.number },
      { kind: 'text', heading: sheet.revision, width: 6, value: ({ row }) => String(row.revision) },
      { kind: 'amount', heading: sheet.documentTax, width: 14, value: ({ row }) => yen(row.tax) },
      { kind: 'text', heading: sheet.file, width: 36, value: ({ path }) => path },
      { kind: 'text', heading: 'SHA-256', width: 66, value: ({ sha256 }) => sha256 },
    ],
  }
}
