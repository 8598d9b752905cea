import { setImmediate as nextTurn } from 'node:timers/promises'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { isRenewingAgain } from '../../../core/orders/order-item.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { endTask } from '../tasks/tasks.repository.ts'
import { changeAccount, type DriveDeps } from './account-change.ts'
import { lapsesTakenBack, type NameToTell, namesToKeep, namesToLapse } from './due-renewals.repository.ts'
import type { RunOrder } from './hold-renewals.ts'
import * as repository from './orders.repository.ts'

const AT_ONCE = 200

type AccountDay = { readonly id: string; readonly time_zone: string }

/**
 * Orders that registrars be told which names lapse: without it they would renew by themselves. What was to be told and has
 * been decided otherwise meanwhile is taken back while that is possible; where it was told already, the registrar is told
 * that the name renews again. Returns how many were ordered or taken back.
 */
export async function tellLapses(
  deps: DriveDeps,
  account: AccountDay,
  today: IsoDate,
  order: RunOrder,
  stopped: AbortSignal | undefined,
): Promise<number> {
  const takenBack = await takeBack(deps, account.id)
  const lapsing = await tellAll(deps, account, today, order, namesToLapse, stopped)
  return takenBack + lapsing + (await tellAll(deps, account, today, order, namesToKeep, stopped))
}

async function tellAll(
  deps: DriveDeps,
  { id: account, time_zone: timeZone }: AccountDay,
  today: IsoDate,
  order: RunOrder,
  find: typeof namesToLapse,
  stopped: AbortSignal | undefined,
): Promise<number> {
  let told = 0
  while (!stopped?.aborted) {
    const ordered = await changeAccount(deps, account, async (trx, context) => {
      const names = await find(trx, account, today, timeZone, AT_ONCE)
      if (names.length === 0) return 0
      await repository.insertHead(trx, {
        account,
        id: order.id,
        source: 'run',
        person: null,
        created_at: context.now,
      })
      const last = await repository.lastPlace(trx, account, order.id)
      await repository.insertItems(
        trx,
        names.map((name, index) => lapseOf(context, order, last + index + 1, name)),
      )
      return names.length
    })
    if (ordered === 0) break
    told += ordered
    await nextTurn()
  }
  return told
}

function lapseOf({ account, now }: WriteContext, order: RunOrder, n: number, name: NameToTell): repository.ItemRow {
  return {
    ...repository.blankItem(account, order.id, n, now),
    operation: 'expire',
    turn: name.turn,
    name: name.name,
    suffix: name.suffix,
    connection: name.connection,
    gateway: name.gateway,
    state: 'held',
    expiry_before: name.expiresOn,
    next_at: new Date().toISOString(),
  }
}

/** A person's task is withdrawn; a command that is on its way to a registry has to end first. */
async function takeBack(deps: DriveDeps, account: string): Promise<number> {
  return changeAccount(deps, account, async (trx, { now }) => {
    const open = await lapsesTakenBack(trx, account)
    const ended = open.filter(({ state, gateway }) => state === 'held' || gateway === 'manual')
    for (const item of ended) {
      await endTask(trx, account, repository.clientIdOf(item), { state: 'withdrawn' }, now)
    }
    const patch = {
      state: 'cancelled',
      next_at: null,
      claimed_until: null,
      updated_at: now,
    } as const
    const moves = ended.map((before) => {
      return { before, after: { ...before, ...patch, code: isRenewingAgain(before) ? 'lapses_again' : 'renews_again' } }
    })
    await repository.moveItems(trx, moves)
    return ended.length
  })
}
