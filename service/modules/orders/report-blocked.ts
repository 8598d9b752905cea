import type { Transaction } from 'kysely'
import { can } from '../../../core/access/can.ts'
import { isUnlimited } from '../../../core/access/reader-scope.ts'
import { type IsoDate, monthOf } from '../../../core/calendar/iso-date.ts'
import { fillText } from '../../adapters/documents/document-texts.ts'
import type { Database } from '../../storage/database.ts'
import { listMembers } from '../accounts/list-members.ts'
import { readBillingProfile, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { readBook } from '../ledger/ledger.repository.ts'
import { addressee } from '../mail/document-mail.ts'
import { type MailWords, wordsOf, yen } from '../mail/mail-words.ts'
import { queueMail } from '../mail/queue-mail.ts'
import { namesSeen } from './due-renewals.repository.ts'
import type { DueRenewal } from './hold-renewals.ts'

/** Names that a mail lists; the others are counted. */
const LISTED = 50

/**
 * Tells everybody who answers for money or renewals which names wait for money, each the names that they see, once a day.
 */
export async function mailBlocked(
  trx: Transaction<Database>,
  { account, now }: WriteContext,
  day: IsoDate,
  blocked: readonly DueRenewal[],
): Promise<void> {
  if (blocked.length === 0) return
  const texts = await wordsOf(trx, account)
  const letter = await letterOf(trx, account, texts)
  for (const { actor, email } of await listMembers(trx, account)) {
    if (!can(actor, 'billing.read') && !can(actor, 'renewal.decide')) continue
    const seen = await namesSeen(
      trx,
      account,
      actor.scope,
      blocked.map(({ name }) => name),
    )
    const own = blocked.filter(({ name }) => seen.has(name))
    if (own.length === 0) continue
    const amount = yen(own.reduce((sum, { price }) => sum + price, 0))
    const values = { ...letter, count: String(own.length), amount, names: listOf(own, texts) }
    const mail = {
      key: `blocked:${day}:${actor.personId}`,
      kind: 'blocked',
      recipient: email,
      subject: fillText(texts.words.blocked.subject, values),
      body: fillText(texts.words.blocked.body, values),
    }
    await queueMail(trx, account, mail, now)
  }
}

/** Tells who answers for the money, at most once a month, that less is available than was wanted. */
export async function mailLowBalance(
  trx: Transaction<Database>,
  { account, now }: WriteContext,
  day: IsoDate,
): Promise<void> {
  const { low_balance_at: lowAt } = await readBillingProfile(trx, account)
  const book = await readBook(trx, account)
  if (lowAt === null || book === null || book.balance - book.held >= lowAt) return
  const texts = await wordsOf(trx, account)
  const values = { ...(await letterOf(trx, account, texts)), available: yen(book.balance - book.held), at: yen(lowAt) }
  for (const { actor, email } of await listMembers(trx, account)) {
    if (!can(actor, 'billing.read') || !isUnlimited(actor.scope)) continue
    const mail = {
      key: `lowBalance:${monthOf(day)}:${actor.personId}`,
      kind: 'lowBalance',
      recipient: email,
      subject: fillText(texts.words.lowBalance.subject, values),
      body: fillText(texts.words.lowBalance.body, values),
    }
    await queueMail(trx, account, mail, now)
  }
}

async function letterOf(trx: Transaction<Database>, account: string, texts: MailWords) {
  const { issuer } = await readBillingProfile(trx, account)
  return { recipient: await addressee(trx, account, texts), issuer: (await readIssuer(trx, issuer)).name }
}

function listOf(blocked: readonly DueRenewal[], { words, day }: MailWords): string {
  const lines = blocked.slice(0, LISTED).map(({ name, price, cutOffOn, isCritical }) => {
    const line = fillText(words.blockedName, { name, amount: yen(price), cutOffOn: day(cutOffOn) })
    return isCritical ? fillText(words.blockedCritical, { line }) : line
  })
  const more = blocked.length - lines.length
  return [...lines, ...(more > 0 ? [fillText(words.blockedMore, { count: String(more) })] : [])].join('\n')
}
