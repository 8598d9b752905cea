import { setImmediate as nextTurn } from 'node:timers/promises'
import type { IsoMonth } from '../../../core/calendar/iso-date.ts'
import { countVerdicts, type DecisionDiff, diffDecision, readDecision } from '../../../core/renewal/decision-diff.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { newId } from '../../ids.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { refusalOfFile } from '../imports/refusal-of-file.ts'
import * as repository from './decision-files.repository.ts'
import { type DecisionSheetRow, readDecisionSheet } from './decision-sheet.ts'
import { type DecisionTerms, type JudgedDecision, judgeDecisions } from './judge-decisions.ts'
import { findNotice } from './notices.repository.ts'

/** A filled-in notice of a million names is some 30 MB as CSV; the rows are held in memory while they are judged. */
const MAX_BYTES = 64 * 1024 * 1024
const ROWS_AT_ONCE = 1_000

export type Sheet = { readonly fileName: string | null; readonly body: ReadableStream<Uint8Array> | null }

/** Takes a filled-in sheet in: each row's verdict is stored, nothing else is changed. Returns the file's id. */
export async function receiveDecisions(deps: Deps, by: AccountCaller, month: IsoMonth, sheet: Sheet): Promise<string> {
  const account = await findAccount(deps.storage.read, by.account)
  if (!account || !(await findNotice(deps.storage.read, by.account, month))) throw notFound()
  const rows = await readSheet(sheet)
  const terms: DecisionTerms = {
    account: by.account,
    month,
    scope: by.actor.scope,
    handedInBy: by.personId,
    handedInAt: deps.clock.now(),
    today: deps.clock.today(account.time_zone),
  }
  const judged = await judgeAll(deps, terms, rows)
  const id = newId()
  for (let from = 0; from < judged.length; from += ROWS_AT_ONCE) {
    const stored = judged.slice(from, from + ROWS_AT_ONCE).map(toStored)
    await deps.storage.transact((trx) => repository.insertDecisionRows(trx, by.account, id, stored))
    await nextTurn()
  }
  // Last: rows without their file are nobody's to see.
  await deps.storage.transact(async (trx) => {
    await nextChange(trx, by.account, 'files')
    await repository.insertDecisionFile(trx, {
      account: by.account,
      id,
      month,
      person: terms.handedInBy,
      file_name: sheet.fileName,
      counts: JSON.stringify(countVerdicts(judged.map(({ diff }) => diff))),
      job: null,
      created_at: terms.handedInAt,
    })
  })
  return id
}

async function readSheet({ body }: Sheet): Promise<readonly DecisionSheetRow[]> {
  try {
    const read = await readDecisionSheet(capped(body))
    if (read.ok) return read.value
  } catch (error) {
    throw refusalOfFile(error)
  }
  const detail = 'The file has no column 判断 / decision beside the names; fill in the sheet of the notice.'
  throw new Refusal('unreadable_file', { detail, args: { reason: 'not_a_decision_sheet' } })
}

async function* capped(body: Sheet['body']): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > MAX_BYTES) throw new Refusal('too_large', { detail: 'The sheet is larger than 64 MiB.' })
    yield chunk
  }
}

async function judgeAll(
  deps: Deps,
  terms: DecisionTerms,
  rows: readonly DecisionSheetRow[],
): Promise<readonly JudgedDecision[]> {
  const torn = contradictedNames(rows)
  const decided = new Set<string>()
  const judged: JudgedDecision[] = []
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const batch = rows.slice(from, from + ROWS_AT_ONCE)
    const results = await judgeDecisions(deps.storage.read, terms, batch)
    for (const [index, result] of results.entries()) {
      const row = batch[index]
      if (row) judged.push(settle(row, result, terms, { torn, decided }))
    }
    await nextTurn()
  }
  return judged
}

/** Names for which the sheet says both: nobody can tell which is meant. */
function contradictedNames(rows: readonly DecisionSheetRow[]): ReadonlySet<string> {
  const first = new Map<string, string>()
  const torn = new Set<string>()
  for (const { name, decision } of rows) {
    const mode = readDecision(decision)
    if (mode === null || mode === 'empty') continue
    const earlier = first.get(name)
    if (earlier === undefined) first.set(name, mode)
    else if (earlier !== mode) torn.add(name)
  }
  return torn
}

/** What one row comes to beside the others: a row of another month is unknown here, a repeated one changes nothing. */
function settle(
  row: DecisionSheetRow,
  judged: JudgedDecision,
  terms: DecisionTerms,
  seen: { readonly torn: ReadonlySet<string>; readonly decided: Set<string> },
): JudgedDecision {
  if (row.month !== null && row.month !== terms.month) {
    return { diff: diffDecision(row, null, terms), stored: null }
  }
  const { diff, stored } = judged
  if (diff.verdict === 'empty') return judged
  if (seen.torn.has(row.name)) return { diff: { ...diff, verdict: 'unreadable' }, stored }
  if (diff.verdict !== 'change') return judged
  if (seen.decided.has(row.name)) return { diff: { ...diff, verdict: 'noChange' }, stored }
  seen.decided.add(row.name)
  return judged
}

function toStored({ diff, stored }: JudgedDecision): repository.DecisionFileRow {
  return { ...columnsOf(diff), domain: stored?.id ?? null }
}

function columnsOf({ row, name, verdict, decision, current, expiresOn, renewsOn }: DecisionDiff) {
  return { n: row, name, verdict, decision, current, expires_on: expiresOn, renews_on: renewsOn }
}
