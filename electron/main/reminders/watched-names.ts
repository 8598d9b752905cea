import type { z } from 'zod'
import { addDays, dayInZone, type Instant } from '../../../core/calendar/iso-date.ts'
import { getAccount } from '../../../core/contract/http/accounts.ts'
import { type DomainItem, listDomains } from '../../../core/contract/http/domains.ts'
import { getMe } from '../../../core/contract/http/session.ts'
import { REMINDER_THRESHOLDS, reminderReason, type WatchedName } from '../../../core/renewal/reminders.ts'
import type { ReminderStore } from './reminder-store.ts'

/** The questions whose answers together hold every name worth a reminder. */
const QUESTIONS = ['contradiction=true', 'mode=expire', 'scope=critical'] as const
const [HORIZON_DAYS] = REMINDER_THRESHOLDS

export type WatchedNamesDeps = {
  readonly fetch: (path: string) => Promise<Response>
  /** Which service answers; account ids are only unique within one. */
  readonly owner: () => string
  readonly store: ReminderStore
}

/** Reads the names worth a reminder from the service into the store. False when it cannot be asked just now. */
export async function readWatchedNames(deps: WatchedNamesDeps, now: Instant): Promise<boolean> {
  const me = await ask(deps, '/api/me', getMe.answers[200])
  if (me === null) return false
  const owner = deps.owner()
  deps.store.keepOnly(me.accounts.map(({ id }) => `${owner} ${id}`))
  for (const { id } of me.accounts) if (!(await readAccount(deps, owner, id, now))) return false
  return true
}

async function readAccount(deps: WatchedNamesDeps, owner: string, id: string, now: Instant): Promise<boolean> {
  const base = `/api/accounts/${encodeURIComponent(id)}`
  const account = await ask(deps, base, getAccount.answers[200].pick({ timeZone: true }))
  if (account === null) return false
  const reading = deps.store.nextReading()
  const today = dayInZone(now, account.timeZone)
  const window = `holding=held&decideFrom=${today}&decideTo=${addDays(today, HORIZON_DAYS)}&limit=1000`
  for (const question of QUESTIONS) {
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: z.output<(typeof listDomains.answers)[200]> | null = await ask(
        deps,
        `${base}/domains?${question}&${window}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        listDomains.answers[200],
      )
      if (page === null) return false
      deps.store.see(
        reading,
        page.items.flatMap((item) => watchedName(`${owner} ${id}`, item) ?? []),
      )
      cursor = page.nextCursor
    }
  }
  deps.store.finishReading(reading, { id: `${owner} ${id}`, timeZone: account.timeZone })
  return true
}

function watchedName(account: string, item: DomainItem): WatchedName | null {
  const { mode, scope } = item.renewal
  const reason = reminderReason({ decideBy: item.decideBy, mode, scope, contradiction: item.contradiction })
  if (reason === null || item.decideBy === null) return null
  return { account, name: item.unicodeName, decideBy: item.decideBy, reason }
}

async function ask<S extends z.ZodType>(deps: WatchedNamesDeps, path: string, schema: S): Promise<z.output<S> | null> {
  const answer = await deps.fetch(path)
  if (!answer.ok) return null
  return schema.parse(await answer.json())
}
