import type { PrintedDocument } from '../../../../core/billing/document.ts'
import type { Instant } from '../../../../core/calendar/iso-date.ts'
import type { DocumentLanguage } from '../../../../core/renewal/notice-document.ts'
import { compilePdf, type DocumentTemplate } from '../../../adapters/documents/typst-compiler.ts'
import { balanceRequestData, receiptData } from './plain-document-data.ts'
import { taxedDocumentData } from './taxed-document-data.ts'

/** Up to so many lines a file has tags: 2,000 lines with tags took 3.7 MB, without them 0.3 MB. */
const TAGGED_LINES = 200

/** A document as PDF/A-3b with its content attached as JSON. Takes the thread that it runs on. */
export function documentPdf(document: PrintedDocument, language: DocumentLanguage, madeAt: Instant): Uint8Array {
  const [template, data] = templateOf(document, language)
  return compilePdf(template, data, madeAt, {
    isTagged: !('lines' in document) || document.lines.length <= TAGGED_LINES,
  })
}

function templateOf(document: PrintedDocument, language: DocumentLanguage): [DocumentTemplate, object] {
  switch (document.kind) {
    case 'balanceRequest':
      return ['balance-request', balanceRequestData(document, language)]
    case 'receipt':
      return ['receipt', receiptData(document, language)]
    default:
      return ['taxed-document', taxedDocumentData(document, language)]
  }
}
