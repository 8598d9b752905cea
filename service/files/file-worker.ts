import { parentPort } from 'node:worker_threads'
import { assertNever, invariant } from '../../core/base/invariant.ts'
import { documentPdf } from '../modules/documents/exports/document-pdf.ts'
import { einvoice } from '../modules/documents/exports/einvoice.ts'
import { noticePdf } from '../modules/notices/exports/notice-pdf.ts'
import type { FileRequest, FromFileThread, ToFileThread } from './file-request.ts'

/** Entry of the thread that makes files, one after the other. */
invariant(parentPort, 'files are made in a worker thread')
const port = parentPort
port.on('message', ({ n, request }: ToFileThread) => port.postMessage(answer(n, request)))

function answer(n: number, request: FileRequest): FromFileThread {
  try {
    // A copy whose memory is the file's alone: the typesetter's own buffers are larger.
    return { n, bytes: new Uint8Array(made(request)) }
  } catch (error) {
    return { n, problem: error instanceof Error ? error.message : String(error) }
  }
}

function made(request: FileRequest): Uint8Array {
  switch (request.kind) {
    case 'notice':
      return noticePdf(request.notice)
    case 'document':
      return documentPdf(request.document, request.language, request.madeAt)
    case 'einvoice':
      return einvoice(request.document)
    default:
      return assertNever(request, 'kind of file')
  }
}
