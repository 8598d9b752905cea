import { Worker } from 'node:worker_threads'
import type { NoticeDocument } from '../../../../core/renewal/notice-document.ts'

/** The thread's entry when the service runs from source; a bundle passes the URL of its own. */
const WORKER_FROM_SOURCE = new URL('./notice-pdf-worker.ts', import.meta.url)

let lastInLine: Promise<unknown> = Promise.resolve()

/**
 * The notice as PDF/A-3b, made in a thread of its own, so that requests never wait for the typesetter. One at a time:
 * each takes a core and up to 0.5 GB.
 */
export function renderNoticePdf(notice: NoticeDocument, workerUrl: URL | undefined): Promise<Uint8Array<ArrayBuffer>> {
  const made = lastInLine.then(() => renderInThread(notice, workerUrl ?? WORKER_FROM_SOURCE))
  lastInLine = made.catch(() => undefined)
  return made
}

function renderInThread(notice: NoticeDocument, workerUrl: URL): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, { workerData: notice })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the PDF thread ended with ${code} before its PDF was made`)))
  })
}
