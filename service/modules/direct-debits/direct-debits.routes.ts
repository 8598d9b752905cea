import { isBankDay, shiftToBankDay } from '../../../core/billing/bank-day.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import * as contract from '../../../core/contract/http/direct-debits.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { type Handled, handle, json, noContent } from '../../http/handle.ts'
import { readIdempotencyKey } from '../../http/idempotency.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { readSpecialBankDays } from '../bank-days/bank-days.repository.ts'
import { bankFileResponse } from '../bank-files/bank-file-response.ts'
import { arrivedOf } from '../bank-files/collections.queries.ts'
import { receiveBytes } from '../bank-files/receive-bytes.ts'
import { MAIN_ISSUER } from '../billing-profile/billing-profile.repository.ts'
import { nextIssuerChange } from '../changes/change-sequence.ts'
import { sharesSchema } from './debit-payers.queries.ts'
import * as repository from './direct-debits.repository.ts'
import { type NumberedDebit, planRequest } from './plan-request.ts'
import { requestDebits } from './request-debits.ts'
import { takeResult } from './take-result.ts'

const LIST = 'direct debits'

export function directDebitRoutes(deps: Deps): readonly Handled[] {
  return [...requestRoutes(deps), ...answerRoutes(deps)]
}

function requestRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.postDirectDebit, async ({ by, body, request }) => {
      const key = readIdempotencyKey(request)
      const order = { debitOn: body.debitOn, lineEnd: body.lineEnd ?? 'crlf', key } as const
      const { id, content } = await requestDebits(deps, by, MAIN_ISSUER, order)
      return bankFileResponse(201, content, fileName(body.debitOn), { location: `/api/operator/direct-debits/${id}` })
    }),
    handle(contract.previewDirectDebit, async ({ query: { debitOn } }) => {
      const { debits, skipped } = await planRequest(deps.storage.read, MAIN_ISSUER, debitOn)
      const special = await readSpecialBankDays(deps.storage.read, MAIN_ISSUER)
      const sum = debits.reduce((total, { debit }) => total + debit.amount, 0)
      return json(200, {
        debitOn,
        isBankDay: isBankDay(debitOn, special),
        nextBankDay: shiftToBankDay(debitOn, 'next', special),
        debits: debits.map(describePlanned),
        sum: wireYen(sum),
        skipped,
      })
    }),
    handle(contract.listDirectDebits, async ({ query }) => {
      const offset = pageStart(LIST, query)
      const page = { offset, limit: query.limit ?? DEFAULT_LIMIT }
      const { rows, total } = await repository.listRequests(deps.storage.read, MAIN_ISSUER, page)
      const ids = rows.map(({ id }) => id)
      const sums = await repository.sumsOf(deps.storage.read, MAIN_ISSUER, ids)
      const arrived = await arrivedOf(deps.storage.read, MAIN_ISSUER, ids)
      const items = rows.map((row) => describeRequest(row, sums.get(row.id), arrived.get(row.id)))
      return json(200, { items, nextCursor: nextPage(LIST, offset, items.length, total), total })
    }),
    handle(contract.getDirectDebit, async ({ params }) => json(200, await readWithDebits(deps, params.id))),
    handle(contract.getDirectDebitFile, async ({ params }) => {
      const request = await repository.findRequest(deps.storage.read, MAIN_ISSUER, params.id)
      const content = await repository.readRequestFile(deps.storage.read, MAIN_ISSUER, params.id)
      if (!request || !content) throw notFound()
      return bankFileResponse(200, content, fileName(request.debit_on as IsoDate))
    }),
  ]
}

function answerRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.withdrawDirectDebit, async ({ params }) => {
      await deps.storage.transact(async (trx) => {
        await nextIssuerChange(trx, MAIN_ISSUER)
        const request = await repository.findRequest(trx, MAIN_ISSUER, params.id)
        if (!request) throw notFound()
        if (request.state === 'answered') throw new Refusal('debit_answered', { args: { state: request.state } })
        await repository.updateRequest(trx, request, { state: 'withdrawn' })
      })
      const { debits: _, ...request } = await readWithDebits(deps, params.id)
      return json(200, request)
    }),
    handle(contract.postDirectDebitResult, async ({ by, params, file }) => {
      await takeResult(deps, by, MAIN_ISSUER, params.id, await receiveBytes(file))
      return json(200, await readWithDebits(deps, params.id))
    }),
    handle(contract.resumeDirectDebit, async ({ params: { account } }) => {
      const payer = { issuer: MAIN_ISSUER, account }
      const isKnown = await deps.storage.transact(async (trx) => {
        await nextIssuerChange(trx, MAIN_ISSUER)
        return repository.setStopped(trx, payer, null)
      })
      if (!isKnown) throw notFound()
      return noContent
    }),
  ]
}

const fileName = (debitOn: IsoDate) => `direct-debit-${debitOn}.txt`

async function readWithDebits(deps: Deps, id: string) {
  const request = await repository.findRequest(deps.storage.read, MAIN_ISSUER, id)
  if (!request) throw notFound()
  const sums = await repository.sumsOf(deps.storage.read, MAIN_ISSUER, [id])
  const arrived = await arrivedOf(deps.storage.read, MAIN_ISSUER, [id])
  const lines = await repository.linesOf(deps.storage.read, MAIN_ISSUER, id)
  return { ...describeRequest(request, sums.get(id), arrived.get(id)), debits: lines.map(describeLine) }
}

function describeRequest(row: repository.DirectDebitRow, sums: repository.RequestSums | undefined, arrived = 0) {
  return {
    id: row.id,
    debitOn: row.debit_on,
    state: row.state,
    createdAt: row.created_at,
    answeredAt: row.answered_at,
    count: sums?.count ?? 0,
    sum: wireYen(sums?.sum ?? 0),
    paid: { count: sums?.paid_count ?? 0, sum: wireYen(sums?.paid_sum ?? 0) },
    arrived: wireYen(arrived),
  }
}

function describeLine(row: repository.NamedDebitLine) {
  const documents = sharesSchema.parse(JSON.parse(row.documents))
  return {
    account: row.account,
    accountName: row.account_name,
    customerNumber: row.customer_number,
    amount: wireYen(row.amount),
    documents: documents.map(({ number, amount }) => ({ number, amount: wireYen(amount) })),
    result: row.result,
    followUp: row.follow_up,
  }
}

function describePlanned({ account, accountName, debit, documents }: NumberedDebit) {
  return {
    account,
    accountName,
    customerNumber: debit.customerNumber,
    amount: wireYen(debit.amount),
    documents: documents.map(({ number, amount }) => ({ number, amount: wireYen(amount) })),
    result: null,
    followUp: null,
  }
}
