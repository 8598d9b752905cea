import * as contract from '../../../core/contract/http/bank-files.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { type Handled, handle, json, noContent } from '../../http/handle.ts'
import { notFound } from '../../refusal.ts'
import { MAIN_ISSUER } from '../billing-profile/billing-profile.repository.ts'
import { nextIssuerChange } from '../changes/change-sequence.ts'
import { bankFileResponse } from './bank-file-response.ts'
import * as repository from './bank-files.repository.ts'
import * as bankLines from './bank-lines.repository.ts'
import { confirmLines } from './confirm-lines.ts'
import { describeFile, describeLines } from './describe-lines.ts'
import { readLineHistory } from './line-history.ts'
import { deletePayerName, listPayerNames } from './payer-names.repository.ts'
import { takeBankFile } from './take-bank-file.ts'

/** So many lines come with the answer to an upload; the rest is read by pages. */
const FIRST_LINES = 1_000

export function bankFileRoutes(deps: Deps): readonly Handled[] {
  return [...fileRoutes(deps), ...lineRoutes(deps), ...payerNameRoutes(deps)]
}

function fileRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.postBankFile, async ({ by, query, file }) => {
      const upload = { body: file, fileName: query.fileName ?? null, yearCount: query.yearCount ?? null }
      const id = await takeBankFile(deps, by, MAIN_ISSUER, upload)
      const page = { offset: 0, limit: FIRST_LINES }
      const { rows } = await bankLines.listLines(deps.storage.read, MAIN_ISSUER, { file: id }, page)
      const lines = await describeLines(deps.storage.read, MAIN_ISSUER, rows)
      return json(201, { ...(await readFile(deps, id)), lines })
    }),
    handle(contract.listBankFiles, async ({ query }) => {
      const offset = pageStart('bank files', query)
      const page = { offset, limit: query.limit ?? DEFAULT_LIMIT }
      const { rows, total } = await repository.listFiles(deps.storage.read, MAIN_ISSUER, page)
      const ids = rows.map(({ id }) => id)
      const states = await repository.countStates(deps.storage.read, MAIN_ISSUER, ids)
      const items = rows.map((row) => describeFile(row, states.get(row.id) ?? {}))
      return json(200, { items, nextCursor: nextPage('bank files', offset, items.length, total), total })
    }),
    handle(contract.getBankFile, async ({ params }) => json(200, await readFile(deps, params.id))),
    handle(contract.getBankFileContent, async ({ params }) => {
      const found = await repository.readContent(deps.storage.read, MAIN_ISSUER, params.id)
      if (!found) throw notFound()
      return bankFileResponse(200, found.content, `bank-${params.id}.txt`)
    }),
  ]
}

async function readFile(deps: Deps, id: string) {
  const file = await repository.findFile(deps.storage.read, MAIN_ISSUER, id)
  if (!file) throw notFound()
  const states = await repository.countStates(deps.storage.read, MAIN_ISSUER, [id])
  return describeFile(file, states.get(id) ?? {})
}

function lineRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.listBankLines, async ({ query }) => {
      const { file, state } = query
      const list = `bank lines ${file ?? ''} ${state ?? ''}`
      const offset = pageStart(list, query)
      const page = { offset, limit: query.limit ?? DEFAULT_LIMIT }
      const { rows, total } = await bankLines.listLines(deps.storage.read, MAIN_ISSUER, { file, state }, page)
      const items = await describeLines(deps.storage.read, MAIN_ISSUER, rows)
      return json(200, { items, nextCursor: nextPage(list, offset, items.length, total), total })
    }),
    handle(contract.getBankLineHistory, async ({ params: { id, line } }) => {
      const history = await readLineHistory(deps.storage.read, MAIN_ISSUER, { file: id, n: line })
      if (!history) throw notFound()
      return json(200, history)
    }),
    handle(contract.confirmBankFile, ({ by, params, body }) =>
      confirmLines(deps, by, MAIN_ISSUER, params.id, body.lines),
    ),
  ]
}

function payerNameRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.listPayerNames, async ({ query }) => {
      const offset = pageStart('payer names', query)
      const page = { offset, limit: query.limit ?? DEFAULT_LIMIT }
      const { rows, total } = await listPayerNames(deps.storage.read, MAIN_ISSUER, page)
      const items = rows.map(({ id, kind, written, account, account_name, learned_at }) => ({
        id,
        kind,
        written,
        account,
        accountName: account_name,
        learnedAt: learned_at,
      }))
      return json(200, { items, nextCursor: nextPage('payer names', offset, items.length, total), total })
    }),
    handle(contract.deletePayerName, async ({ params }) => {
      const isGone = await deps.storage.transact(async (trx) => {
        await nextIssuerChange(trx, MAIN_ISSUER)
        return deletePayerName(trx, MAIN_ISSUER, params.id)
      })
      if (!isGone) throw notFound()
      return noContent
    }),
  ]
}
