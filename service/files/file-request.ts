import type { PrintedDocument } from '../../core/billing/document.ts'
import type { PintDocument } from '../../core/billing/jp-pint/pint-invoice.ts'
import type { Instant } from '../../core/calendar/iso-date.ts'
import type { DocumentLanguage, NoticeDocument } from '../../core/renewal/notice-document.ts'

/** What is to be made: a PDF, or the JP PINT invoice of a document that has one. */
export type FileRequest =
  | { readonly kind: 'notice'; readonly notice: NoticeDocument }
  | {
      readonly kind: 'document'
      readonly document: PrintedDocument
      readonly language: DocumentLanguage
      readonly madeAt: Instant
    }
  | { readonly kind: 'einvoice'; readonly document: PintDocument }

/** A request to the thread, and its answer; `n` tells which belongs to which. */
export type ToFileThread = { readonly n: number; readonly request: FileRequest }
export type FromFileThread =
  | { readonly n: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly n: number; readonly problem: string }
