import { type Kysely, sql } from 'kysely'
import type { BankAccount } from '../../../core/billing/bank-account.ts'
import { daysBetween, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { fillText } from '../../adapters/documents/document-texts.ts'
import type { Deps } from '../../deps.ts'
import { eachTurn } from '../../each-turn.ts'
import type { Database } from '../../storage/database.ts'
import { readBillingProfile, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { readBankAccount } from '../billing-profile/stored-bank-account.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { addressee } from './document-mail.ts'
import { type MailWords, wordsOf, yen } from './mail-words.ts'
import { moneyReaders } from './money-readers.ts'
import { queueMail } from './queue-mail.ts'

/** Days after the due day on which a reminder goes out; after a pause only the latest. Further steps are a person's. */
const REMINDER_DAYS = [3, 14, 30] as const

type OverdueDocument = {
  readonly account: string
  readonly number: string
  readonly due_on: IsoDate
  readonly open: number
}

/** Queues reminders of documents that are overdue, each once. A name is never touched because of it. */
export async function remindOverdue(
  deps: Pick<Deps, 'storage' | 'clock'>,
  today: IsoDate,
  stopped?: AbortSignal,
): Promise<readonly string[]> {
  const ran: string[] = []
  const tell = async (document: OverdueDocument) => {
    const step = REMINDER_DAYS.findLast((days) => days <= daysBetween(document.due_on, today))
    if (step !== undefined && (await remind(deps, document, step)))
      ran.push(`reminder ${document.account} ${document.number}`)
  }
  await eachTurn(await overdueDocuments(deps.storage.read, today), tell, stopped)
  return ran
}

async function remind(
  deps: Pick<Deps, 'storage' | 'clock'>,
  document: OverdueDocument,
  step: number,
): Promise<boolean> {
  const { account, number, due_on: dueOn, open } = document
  const key = `overdue:${number}:${step}`
  const known = await deps.storage.read
    .selectFrom('mail')
    .select('id')
    .where('account', '=', account)
    .where((eb) => eb.or([eb('key', '=', key), eb('key', 'like', `${key}:%`)]))
    .executeTakeFirst()
  if (known) return false
  const profile = await readBillingProfile(deps.storage.read, account)
  const readers = await moneyReaders(deps.storage.read, account, profile.billing_email)
  if (readers.length === 0) return false
  await deps.storage.transact(async (trx) => {
    await nextChange(trx, account, 'billing')
    const issuer = await readIssuer(trx, profile.issuer)
    const texts = await wordsOf(trx, account)
    const { words, day } = texts
    const recipient = await addressee(trx, account, texts)
    const payTo = payToText(readBankAccount(issuer.bank_account), texts)
    const values = { number, issuer: issuer.name, dueOn: day(dueOn), amount: yen(open), recipient, payTo }
    const letter = { subject: fillText(words.overdue.subject, values), body: fillText(words.overdue.body, values) }
    for (const to of readers) {
      const mail = { key: `${key}:${to}`, kind: 'overdue', recipient: to, document: number, ...letter }
      await queueMail(trx, account, mail, deps.clock.now())
    }
  })
  return true
}

/** The line that says where to; nothing where the issuer has told of no account. */
function payToText(account: BankAccount | null, { words }: MailWords): string {
  if (account === null) return ''
  const { bankName: bank, branchName: branch, number, holder } = account
  return fillText(words.overdue.payTo, { bank, branch, type: words.overdue.accountTypes[account.type], number, holder })
}

async function overdueDocuments(db: Kysely<Database>, today: IsoDate): Promise<readonly OverdueDocument[]> {
  const { rows } = await sql<OverdueDocument>`
    select d.account, d.number, d.due_on, d.open from asking_document d
    where d.open > 0 and d.due_on is not null and d.due_on < ${today}
    order by d.account, d.number`.execute(db)
  return rows
}
