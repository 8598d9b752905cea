import type { Kysely } from 'kysely'
import type { z } from 'zod'
import * as contract from '../../../core/contract/http/billing-profile.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Answer, type Handled, handle, json, keepAnswer } from '../../http/handle.ts'
import { newId } from '../../ids.ts'
import type { Database } from '../../storage/database.ts'
import { insertMembership, listAccounts } from '../accounts/accounts.repository.ts'
import { openAccount } from '../accounts/open-account.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { assertPrintable } from '../documents/printable-party.ts'
import { readBooks } from '../ledger/ledger.repository.ts'
import { MAIN_ISSUER, readIssuer, updateIssuer } from './billing-profile.repository.ts'
import { checkedNumber } from './change-profile.ts'
import { describeIssuer } from './describe-profile.ts'

type IssuerPatch = z.output<(typeof contract.patchIssuer)['body']>

export function billingProfileRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.getIssuer, async () => json(200, describeIssuer(await readIssuer(deps.storage.read, MAIN_ISSUER)))),
    handle(contract.patchIssuer, async ({ by, body }) => {
      assertPrintable({ '/name': body.name, '/address': body.address, '/phone': body.phone })
      return json(200, await changeIssuer(deps, by, body))
    }),
    handle(contract.listOperatedAccounts, async () => json(200, { items: await listOperated(deps.storage.read) })),
    handle(contract.postOperatedAccount, ({ by, body }) => {
      assertPrintable({ '/name': body.name })
      return createAccount(deps, by, body.name)
    }),
  ]
}

async function changeIssuer(deps: Deps, by: AccountCaller, patch: IssuerPatch) {
  const now = deps.clock.now()
  const changed = await deps.storage.transact(async (trx) => {
    const before = await readIssuer(trx, MAIN_ISSUER)
    await updateIssuer(trx, MAIN_ISSUER, { ...columnsOf(patch), updated_at: now })
    const after = await readIssuer(trx, MAIN_ISSUER)
    // The issuer stands above accounts; each account's record says what its documents will show from now on.
    for (const { id } of await listAccounts(trx)) {
      await nextChange(trx, id, 'billing')
      const values = { before: describeIssuer(before), after: describeIssuer(after) }
      const origin = { at: now, person: by.personId, address: by.address, requestId: by.requestId }
      await appendAudit(trx, id, { ...origin, action: 'issuer.update', subject: MAIN_ISSUER, ...values })
    }
    return describeIssuer(after)
  })
  for (const { id } of await listAccounts(deps.storage.read)) deps.events.nudge(id)
  return changed
}

function columnsOf(patch: IssuerPatch) {
  const { name, postalCode, address, phone, email, registrationNumber, bankAccount, debitClient } = patch
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  return {
    ...(name === undefined ? {} : { name }),
    ...(registrationNumber === undefined
      ? {}
      : { registration_number: registrationNumber && checkedNumber(registrationNumber, '/registrationNumber') }),
    ...(postalCode === undefined ? {} : { postal_code: postalCode }),
    ...(address === undefined ? {} : { address }),
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(bankAccount === undefined ? {} : { bank_account: json(bankAccount) }),
    ...(debitClient === undefined ? {} : { debit_client: json(debitClient) }),
    ...(patch.corporateServiceFrom === undefined ? {} : { corporate_service_from: patch.corporateServiceFrom }),
  }
}

async function listOperated(db: Kysely<Database>) {
  const accounts = await listAccounts(db)
  const books = await readBooks(
    db,
    accounts.map(({ id }) => id),
  )
  const profiles = await db.selectFrom('billing_profile').select(['account', 'plan']).execute()
  const bookOf = new Map(books.map((book) => [book.account, book]))
  const planOf = new Map(profiles.map(({ account, plan }) => [account, plan]))
  return accounts.map(({ id, name, created_at }) => {
    const { balance = 0, held = 0, open = 0 } = bookOf.get(id) ?? {}
    const sums = { balance: wireYen(balance), available: wireYen(balance - held), open: wireYen(open) }
    return { id, name, plan: planOf.get(id) ?? 'standard', ...sums, createdAt: created_at }
  })
}

async function createAccount(deps: Deps, by: AccountCaller, name: string): Promise<Answer> {
  const now = deps.clock.now()
  const id = newId()
  return deps.storage.transact(async (trx) => {
    await openAccount(trx, deps, { id, name }, now)
    await insertMembership(trx, { account: id, person: by.personId, role: 'owner', limits: null, created_at: now })
    const origin = { at: now, person: by.personId, address: by.address, requestId: by.requestId }
    await appendAudit(trx, id, { ...origin, action: 'account.open', after: { id, name } })
    const made = json(
      201,
      (await listOperated(trx)).find((account) => account.id === id),
    )
    await keepAnswer(by, trx, made)
    return made
  })
}
