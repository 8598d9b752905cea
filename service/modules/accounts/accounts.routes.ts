import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { can } from '../../../core/access/can.ts'
import { dayInZone } from '../../../core/calendar/iso-date.ts'
import * as contract from '../../../core/contract/http/accounts.ts'
import { systemNow } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Handled, handle, json } from '../../http/handle.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import { invalidField, notFound, Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import {
  type BillingProfileRow,
  findIssuer,
  type IssuerRow,
  readBillingProfile,
  updateBillingProfile,
} from '../billing-profile/billing-profile.repository.ts'
import { assertMayChange, patchedProfile } from '../billing-profile/change-profile.ts'
import { describeProfile } from '../billing-profile/describe-profile.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { assertPrintable } from '../documents/printable-party.ts'
import { addressMail } from '../mail/mail.repository.ts'
import * as repository from './accounts.repository.ts'

type Settings = z.output<typeof contract.accountSchema>
type Patch = z.output<NonNullable<(typeof contract.patchAccount)['body']>>

export function accountRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.getAccount, async ({ by }) => {
      const row = await repository.findAccount(deps.storage.read, by.account)
      if (!row) throw notFound()
      return json(200, describeAccount(row, await readBillingProfile(deps.storage.read, by.account)))
    }),
    handle(contract.patchAccount, async ({ by, body }) => {
      assertMayPatch(by, body)
      assertPrintable({ '/name': body.name, ...recipientTexts(body) })
      const changed = await changeSettings(deps, by, body)
      if (changed.job) deps.jobs.wake()
      return json(200, changed)
    }),
  ]
}

function recipientTexts({ recipient = {} }: Patch) {
  const { name, department, address } = recipient
  return { '/recipient/name': name, '/recipient/department': department, '/recipient/address': address }
}

/** Name, zone and notices are one permission, documents and payment another, the terms the operator's. */
function assertMayPatch(by: AccountCaller, patch: Patch): void {
  const { name, timeZone, renewLeadDays, noticesFrom, language, ...billing } = patch
  const isOfAccount = [name, timeZone, renewLeadDays, noticesFrom, language].some((value) => value !== undefined)
  if (isOfAccount && !can(by.actor, 'account.update', { kind: 'account' })) throw new Refusal('forbidden')
  assertMayChange(by, billing)
}

async function changeSettings(
  deps: Deps,
  by: AccountCaller,
  patch: Patch,
): Promise<Settings & { job?: { id: string } }> {
  return deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, by.account, 'settings')
    const before = await repository.findAccount(trx, by.account)
    if (!before) throw notFound()
    const after = applyPatch(before, patch)
    const profile = await readBillingProfile(trx, by.account)
    const at = deps.clock.now()
    const issuer = await issuerOf(trx, patch, profile)
    const changed = patchedProfile(profile, patch, issuer, dayInZone(at, issuer.zone))
    await repository.updateAccount(trx, by.account, after)
    await updateBillingProfile(trx, by.account, changed)
    if (changed.billing_email !== null) await addressMail(trx, by.account, changed.billing_email, systemNow())
    const origin = { at, person: by.personId, address: by.address, requestId: by.requestId }
    const values = { before: describeAccount(before, profile), after: describeAccount(after, changed) }
    await appendAudit(trx, by.account, { ...origin, action: 'account.update', ...values })
    if (!movesDeadlines(before, after)) return describeAccount(after, changed)
    const total = 0
    const job = { account: by.account, kind: 'deadlines', payload: {}, total, person: by.personId, changeSeq, at }
    return { ...describeAccount(after, changed), job: { id: await enqueueJob(trx, job) } }
  })
}

async function issuerOf(db: Kysely<Database>, patch: Patch, profile: BillingProfileRow): Promise<IssuerRow> {
  const issuer = await findIssuer(db, patch.issuer ?? profile.issuer)
  if (!issuer) throw invalidField('/issuer', 'unknown_issuer', 'There is no issuer with that id.')
  return issuer
}

function applyPatch(before: repository.AccountRow, patch: Patch): repository.AccountRow {
  return {
    ...before,
    name: patch.name ?? before.name,
    time_zone: patch.timeZone ?? before.time_zone,
    renew_lead_days: patch.renewLeadDays ?? before.renew_lead_days,
    notices_from: patch.noticesFrom ?? before.notices_from,
    language: patch.language ?? before.language,
  }
}

/** A deadline is the cut-off less the lead days, on the earlier of the registry's day and the account's. */
function movesDeadlines(before: repository.AccountRow, after: repository.AccountRow): boolean {
  return before.renew_lead_days !== after.renew_lead_days || before.time_zone !== after.time_zone
}

function describeAccount(row: repository.AccountRow, profile: BillingProfileRow): Settings {
  return contractAccount({
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    renewLeadDays: row.renew_lead_days,
    noticesFrom: row.notices_from,
    language: row.language,
    createdAt: row.created_at,
    ...describeProfile(profile),
  })
}

const contractAccount = (value: unknown): Settings => contract.accountSchema.parse(value)
