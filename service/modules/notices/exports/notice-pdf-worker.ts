import { parentPort, workerData } from 'node:worker_threads'
import { invariant } from '../../../../core/base/invariant.ts'
import type { NoticeDocument } from '../../../../core/renewal/notice-document.ts'
import { noticePdf } from './notice-pdf.ts'

/** Entry of a worker thread that makes one PDF and ends. */
invariant(parentPort, 'PDFs are made in a worker thread')
parentPort.postMessage(noticePdf(workerData as NoticeDocument))
