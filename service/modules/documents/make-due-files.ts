import type { Instant } from '../../../core/calendar/iso-date.ts'
import { systemNow } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { describeError } from '../../log.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { queueDocumentMail } from '../mail/document-mail.ts'
import { wordsOf } from '../mail/mail-words.ts'
import * as files from './document-files.repository.ts'
import { type FileDeps, pdfFile, xmlFile } from './document-files.ts'
import { findDocument } from './documents.repository.ts'

export type FileMakerDeps = FileDeps & Pick<Deps, 'log'>

/**
 * How often it is looked whether files are to be made, and how long one that failed waits at least and at most; by the
 * system's clock, since the domain's may be set back.
 */
const LOOK_EVERY_MS = 5_000
const FIRST_RETRY_MS = 60_000
const LAST_RETRY_MS = 3_600_000
const AT_ONCE = 20

/**
 * Makes the files of documents that lack them: the PDF in Japanese, the JP PINT invoice where there is one. What fails -
 * a full disk, a template that is gone - is logged, waits and is tried again. The mail that
 * brings the document is queued with them. Returns how many documents were done.
 */
export async function makeDueFiles(deps: FileMakerDeps, stopped?: AbortSignal): Promise<number> {
  let done = 0
  for (;;) {
    const due = await files.dueWork(deps.storage.read, systemNow(), AT_ONCE)
    if (due.length === 0) return done
    for (const work of due) {
      if (stopped?.aborted) return done
      if (await makeFiles(deps, work)) done += 1
    }
  }
}

async function makeFiles(deps: FileMakerDeps, work: files.WorkRow): Promise<boolean> {
  try {
    const row = await findDocument(deps.storage.read, work.account, work.number, work.revision)
    if (row) {
      await pdfFile(deps, row, 'ja')
      // The mail that brings it is in the account's language.
      const { language } = await wordsOf(deps.storage.read, row.account)
      if (language !== 'ja') await pdfFile(deps, row, language)
      await xmlFile(deps, row)
    }
    await deps.storage.transact(async (trx) => {
      await nextChange(trx, work.account, 'billing')
      await files.endWork(trx, work)
      if (row) await queueDocumentMail(trx, row, deps.clock.now())
    })
    return true
  } catch (error) {
    deps.log.error('a document has no files yet', { number: work.number, error: describeError(error) })
    const problem = error instanceof Error ? error.message.slice(0, 500) : String(error)
    const attempts = work.attempts + 1
    const next_at = later(systemNow(), attempts)
    await deps.storage.transact((trx) => files.postponeWork(trx, work, { attempts, next_at, problem }))
    return false
  }
}

function later(now: Instant, attempts: number): string {
  const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 20), LAST_RETRY_MS)
  return new Date(Date.parse(now) + wait).toISOString()
}

export type FileMaker = { readonly stop: () => Promise<void> }

/** Looks for files to be made from now on, one look after the other. */
export function startFileMaker(deps: FileMakerDeps): FileMaker {
  const end = new AbortController()
  let running: Promise<unknown> | null = null
  const look = () => {
    running ??= makeDueFiles(deps, end.signal)
      .catch((error: unknown) => deps.log.error('files of documents', { error: describeError(error) }))
      .finally(() => {
        running = null
      })
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  timer.unref()
  look()
  return {
    stop: async () => {
      clearInterval(timer)
      end.abort()
      await running
    },
  }
}
