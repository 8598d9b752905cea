import type { Transaction } from 'kysely'
import { can } from '../../../core/access/can.ts'
import type { Instant, IsoMonth } from '../../../core/calendar/iso-date.ts'
import { fillText } from '../../adapters/documents/document-texts.ts'
import type { Deps } from '../../deps.ts'
import { eachTurn } from '../../each-turn.ts'
import type { Database } from '../../storage/database.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import { listMembers, type Member } from '../accounts/list-members.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { type MailWords, mailWords } from '../mail/mail-words.ts'
import { queueMail } from '../mail/queue-mail.ts'
import * as notices from '../notices/notices.repository.ts'
import * as repository from './subscriptions.repository.ts'

/** Names that a mail lists; the notice itself has all of them. */
const LISTED = 50

/**
 * Mails notices to who subscribed to them, each the names that they may see; months that were made up are one mail. What
 * was mailed is noted with the mail, so that nobody gets it twice or not at all.
 */
export async function mailNotices(deps: Pick<Deps, 'storage' | 'clock'>): Promise<readonly string[]> {
  const ran: string[] = []
  await eachTurn(await repository.accountsToMail(deps.storage.read), async (account) => {
    const mails = await deps.storage.transact(async (trx) => {
      await nextChange(trx, account, 'billing')
      return mailAccount(trx, account, deps.clock.now())
    })
    if (mails > 0) ran.push(`notice mails ${account} ${mails}`)
  })
  return ran
}

async function mailAccount(trx: Transaction<Database>, account: string, now: Instant): Promise<number> {
  const members = new Map((await listMembers(trx, account)).map((member) => [member.actor.personId, member]))
  let mails = 0
  for (const { name: _name, email: _email, ...row } of await repository.listSubscriptions(trx, account)) {
    const months = (await repository.monthsAfter(trx, account, row.mailed_through)) as readonly IsoMonth[]
    const latest = months.at(-1)
    if (latest === undefined) continue
    const member = members.get(row.person)
    if (member && can(member.actor, 'notices.read')) {
      await mailPerson(trx, account, member, months, now)
      mails += 1
    }
    await repository.markMailed(trx, row, latest)
  }
  return mails
}

async function mailPerson(
  trx: Transaction<Database>,
  account: string,
  { actor, email }: Member,
  months: readonly IsoMonth[],
  now: Instant,
): Promise<void> {
  const latest = months.at(-1) as IsoMonth
  const counts = await notices.countItemsByMonth(trx, account, actor.scope, months)
  const page = { afterN: 0, limit: LISTED }
  const rows = await notices.listNoticeItems(trx, account, latest, actor.scope, page)
  const more = (counts.get(latest) ?? 0) - rows.length
  const row = await findAccount(trx, account)
  const texts = mailWords(row?.language ?? 'ja')
  const { words, day } = texts
  const names = rows.map(({ unicodeName, expiresOn, decideBy, mode }) =>
    fillText(words.notice.name, {
      name: unicodeName,
      expiresOn: day(expiresOn),
      decideBy: decideBy === null ? words.notice.noDecideBy : day(decideBy),
      mode: words.notice.modes[mode],
    }),
  )
  const values = {
    account: row?.name ?? account,
    month: monthText(latest, texts),
    count: String(counts.get(latest) ?? 0),
    names: names.length === 0 ? words.notice.none : names.join('\n'),
    more: more > 0 ? fillText(words.notice.more, { count: String(more) }) : '',
    earlier: months.length > 1 ? earlierText(months.slice(0, -1), counts, texts) : '',
  }
  const mail = {
    key: `notice:${latest}:${actor.personId}`,
    kind: 'notice',
    recipient: email,
    subject: fillText(words.notice.subject, values),
    body: fillText(words.notice.body, values),
    attachments: [
      { notice: latest, person: actor.personId, language: texts.language, fileName: `notice-${latest}.pdf` },
    ],
  }
  await queueMail(trx, account, mail, now)
}

function earlierText(months: readonly IsoMonth[], counts: ReadonlyMap<string, number>, texts: MailWords): string {
  const { words } = texts
  const lines = months.map((month) =>
    fillText(words.notice.earlierMonth, { month: monthText(month, texts), count: String(counts.get(month) ?? 0) }),
  )
  return fillText(words.notice.earlier, { months: lines.join('\n') })
}

function monthText(month: IsoMonth, { words }: MailWords): string {
  const [year, number] = month.split('-')
  return fillText(words.notice.month, { year: year ?? '', month: String(Number(number)) })
}
