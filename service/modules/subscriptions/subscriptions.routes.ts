import { can } from '../../../core/access/can.ts'
import * as contract from '../../../core/contract/http/subscriptions.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Handled, handle, json, noContent } from '../../http/handle.ts'
import { newId } from '../../ids.ts'
import { invalidField, notFound, Refusal } from '../../refusal.ts'
import { listMembers } from '../accounts/list-members.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { lastNoticeMonth } from '../notices/notices.repository.ts'
import * as repository from './subscriptions.repository.ts'

export function subscriptionRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.listSubscriptions, async ({ by }) => json(200, { items: (await visible(deps, by)).map(describe) })),
    handle(contract.postSubscription, async ({ by, body }) => {
      const person = body.person ?? by.personId
      if (person !== by.personId && !mayChangeOthers(by)) throw new Refusal('forbidden')
      const now = deps.clock.now()
      await deps.storage.transact(async (trx) => {
        await nextChange(trx, by.account, 'settings')
        const members = await listMembers(trx, by.account)
        if (!members.some(({ actor }) => actor.personId === person)) {
          throw invalidField('/person', 'unknown_person', 'Nobody of this account has this id.')
        }
        await repository.insertSubscription(trx, {
          account: by.account,
          id: newId(),
          kind: body.kind,
          person,
          mailed_through: (await lastNoticeMonth(trx, by.account)) ?? '',
          created_at: now,
        })
        await note(trx, by, now, 'subscription.add', person)
      })
      const [made] = await repository.listSubscriptions(deps.storage.read, by.account, person)
      if (!made) throw notFound()
      return json(201, describe(made))
    }),
    handle(contract.deleteSubscription, async ({ by, params }) => {
      const now = deps.clock.now()
      const found = (await visible(deps, by)).find(({ id }) => id === params.id)
      if (!found) throw notFound()
      await deps.storage.transact(async (trx) => {
        await nextChange(trx, by.account, 'settings')
        await repository.deleteSubscription(trx, by.account, params.id)
        await note(trx, by, now, 'subscription.end', found.person)
      })
      return noContent
    }),
  ]
}

function mayChangeOthers(by: AccountCaller): boolean {
  return can(by.actor, 'account.update', { kind: 'account' })
}

function visible(deps: Deps, by: AccountCaller) {
  return repository.listSubscriptions(deps.storage.read, by.account, mayChangeOthers(by) ? undefined : by.personId)
}

type Listed = Awaited<ReturnType<typeof repository.listSubscriptions>>[number]

function describe({ id, kind, person, name, email, created_at }: Listed) {
  return { id, kind, person: { id: person, name, email }, createdAt: created_at }
}

async function note(
  trx: Parameters<typeof appendAudit>[0],
  by: AccountCaller,
  at: Parameters<typeof appendAudit>[2]['at'],
  action: string,
  subject: string,
): Promise<void> {
  const origin = { at, person: by.personId, address: by.address, requestId: by.requestId }
  await appendAudit(trx, by.account, { ...origin, action, subject })
}
