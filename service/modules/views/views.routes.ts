import type { Transaction } from 'kysely'
import type { z } from 'zod'
import { can } from '../../../core/access/can.ts'
import * as contract from '../../../core/contract/http/views.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Handled, handle, json, noContent } from '../../http/handle.ts'
import { newId } from '../../ids.ts'
import { invalidField, notFound } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { nextChange } from '../changes/change-sequence.ts'
import * as repository from './views.repository.ts'

const MAX_VIEWS_PER_PERSON = 500

export function viewRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.listViews, async ({ by }) => {
      const rows = await repository.listVisibleViews(deps.storage.read, by.account, by.personId)
      return json(200, { items: rows.map((row) => describeView(row, by)) })
    }),
    handle(contract.postView, async ({ by, body }) => {
      const row: repository.ViewRow = {
        account: by.account,
        id: newId(),
        person: by.personId,
        page: body.page,
        name: body.name,
        is_shared: body.isShared ? 1 : 0,
        definition: JSON.stringify(body.definition),
        updated_at: deps.clock.now(),
      }
      await deps.storage.transact(async (trx) => {
        await nextChange(trx, by.account, 'settings')
        const mine = await repository.listVisibleViews(trx, by.account, by.personId)
        if (mine.filter((view) => view.person === by.personId).length >= MAX_VIEWS_PER_PERSON)
          throw invalidField('/name', 'too_many', 'Remove a view that you no longer need first.')
        await repository.insertView(trx, row)
      })
      return json(201, describeView(row, by))
    }),
    handle(contract.patchView, async ({ by, body, params }) => {
      const row = await deps.storage.transact(async (trx) => {
        await nextChange(trx, by.account, 'settings')
        const view = await ownView(trx, by, params.id)
        const patch = {
          name: body.name ?? view.name,
          is_shared: body.isShared === undefined ? view.is_shared : body.isShared ? 1 : 0,
          definition: body.definition === undefined ? view.definition : JSON.stringify(body.definition),
          updated_at: deps.clock.now(),
        }
        await repository.updateView(trx, by.account, view.id, patch)
        return { ...view, ...patch }
      })
      return json(200, describeView(row, by))
    }),
    handle(contract.deleteView, async ({ by, params }) => {
      await deps.storage.transact(async (trx) => {
        await nextChange(trx, by.account, 'settings')
        const view = await repository.findView(trx, by.account, params.id)
        const mayDelete =
          view && (view.person === by.personId || (view.is_shared === 1 && can(by.actor, 'views.manage')))
        if (!view || !mayDelete) throw notFound()
        await repository.deleteView(trx, by.account, view.id)
      })
      return noContent
    }),
  ]
}

/** Only its owner changes a view; anybody else's looks as if it were not there. */
async function ownView(trx: Transaction<Database>, by: AccountCaller, id: string): Promise<repository.ViewRow> {
  const view = await repository.findView(trx, by.account, id)
  if (!view || view.person !== by.personId) throw notFound()
  return view
}

function describeView(row: repository.ViewRow, by: AccountCaller): z.output<typeof contract.viewSchema> {
  return {
    id: row.id,
    name: row.name,
    page: row.page,
    isShared: row.is_shared === 1,
    isMine: row.person === by.personId,
    definition: contract.viewDefinitionSchema.parse(JSON.parse(row.definition)),
    updatedAt: row.updated_at,
  }
}
