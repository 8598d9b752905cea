import { dayInZone, type Instant, type IsoDate, type IsoMonth } from '../../core/calendar/iso-date.ts'
import { dueNoticeMonths, noticeMonthFrom } from '../../core/renewal/notice.ts'
import type { Deps } from '../deps.ts'
import { eachTurn } from '../each-turn.ts'
import { type AccountRow, listAccounts } from '../modules/accounts/accounts.repository.ts'
import { chargeDueCards } from '../modules/card-payments/charge-due.ts'
import { closeDuePeriods } from '../modules/closing/close-accounts.ts'
import { cleanImports } from '../modules/imports/clean-imports.ts'
import { readAttachment } from '../modules/mail/read-attachment.ts'
import { remindOverdue } from '../modules/mail/remind-overdue.ts'
import { sendDueMail } from '../modules/mail/send-mail.ts'
import { makeNotice, type NoticeDeps } from '../modules/notices/make-notice.ts'
import { lastNoticeMonth } from '../modules/notices/notices.repository.ts'
import { driveDueOrders, runDueRenewals } from '../modules/orders/due-orders.ts'
import { followDuePrices } from '../modules/prices/due-prices.ts'
import { mailNotices } from '../modules/subscriptions/mail-notices.ts'
import { watchUnused } from '../modules/unused-balances/watch-unused.ts'
import { behindRequests } from '../storage/storage.ts'

/** What is done when its day has come. */
export type ScheduledJob = 'closings' | 'mail' | 'cards' | 'prices' | 'notices' | 'orders' | 'renewals' | 'imports'

/** Without a mail server mail waits. */
export type DueWorkDeps = NoticeDeps & Pick<Deps, 'mail' | 'payments'>

export type DueWorkTerms = {
  /** Ends after the batch in hand. */
  readonly stopped?: AbortSignal | undefined
  /** Somebody asks for it: what is done once a day is looked through again. */
  readonly isAsked?: boolean
}

/**
 * Does everything of these kinds that is due by the domain clock and not done yet, work missed while the service was
 * down included. Requests that write go first. Doing it twice, or from two instances at once, changes nothing; what
 * `stopped` interrupts goes on at the next call. What fails for one account keeps neither the others nor other work
 * waiting; it is thrown at the end. Returns what was done by this call, e.g. `notices main 2026-12`.
 */
export async function runDueWork(
  deps: DueWorkDeps,
  jobs: readonly ScheduledJob[] = SCHEDULED_JOBS,
  terms: DueWorkTerms = {},
): Promise<readonly string[]> {
  const ran: string[] = []
  const behind = { ...deps, storage: behindRequests(deps.storage) }
  await eachTurn(jobs, async (job) => {
    ran.push(...(await WORK[job](behind, terms)))
  })
  return ran
}

/** Billing days are the issuer's. */
const BILLING_ZONE = 'Asia/Tokyo'

type Work = (deps: DueWorkDeps, terms: DueWorkTerms) => Promise<readonly string[]>

const WORK: Readonly<Record<ScheduledJob, Work>> = {
  prices: followDuePrices,
  closings: closeDuePeriods,
  notices: makeNotices,
  orders: driveDueOrders,
  renewals: runDueRenewals,
  cards: chargeCards,
  mail: sendMail,
  imports: cleanImports,
}
/** New prices first: what is ordered after them costs what they say. */
const SCHEDULED_JOBS: readonly ScheduledJob[] = [
  'prices',
  'closings',
  'notices',
  'orders',
  'renewals',
  'cards',
  'mail',
  'imports',
]

async function chargeCards(deps: DueWorkDeps, { stopped }: DueWorkTerms): Promise<readonly string[]> {
  return chargeDueCards(deps, deps.clock.today(BILLING_ZONE), stopped)
}

async function sendMail(deps: DueWorkDeps, { stopped }: DueWorkTerms): Promise<readonly string[]> {
  const today = deps.clock.today(BILLING_ZONE)
  const ran: string[] = []
  const works = [
    () => watchUnused(deps, today),
    () => remindOverdue(deps, today, stopped),
    async () => {
      const sent = await sendDueMail(deps, (account, ref) => readAttachment(deps, account, ref), stopped)
      return sent === 0 ? [] : [`mail ${sent}`]
    },
  ]
  await eachTurn(works, async (work) => {
    ran.push(...(await work()))
  })
  return ran
}

async function makeNotices(deps: NoticeDeps, { stopped }: DueWorkTerms): Promise<readonly string[]> {
  const ran: string[] = []
  const make = async (account: AccountRow) => {
    for (const month of await dueMonths(deps, account)) {
      if (await makeNotice(deps, account.id, month, stopped)) ran.push(`notices ${account.id} ${month}`)
    }
  }
  const mail = async () => {
    ran.push(...(await mailNotices(deps)))
  }
  const accounts = await listAccounts(deps.storage.read)
  await eachTurn([() => eachTurn(accounts, make, stopped), mail], (work) => work(), stopped)
  return ran
}

async function dueMonths(deps: NoticeDeps, account: AccountRow): Promise<readonly IsoMonth[]> {
  const createdOn = dayInZone(account.created_at as Instant, account.time_zone)
  return dueNoticeMonths({
    noticesFrom: noticeMonthFrom(account.notices_from as IsoDate, createdOn),
    lastMade: await lastNoticeMonth(deps.storage.read, account.id),
    now: deps.clock.now(),
    timeZone: account.time_zone,
  })
}
