import type { Transaction } from 'kysely'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import { fillText } from '../../adapters/documents/document-texts.ts'
import type { Database } from '../../storage/database.ts'
import { readBillingProfile, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { findAskingDocument } from '../ledger/ledger.repository.ts'
import { addressee } from '../mail/document-mail.ts'
import { type MailWords, wordsOf, yen } from '../mail/mail-words.ts'
import { moneyReaders } from '../mail/money-readers.ts'
import { queueMail } from '../mail/queue-mail.ts'
import * as repository from './card-payments.repository.ts'

/** A declined card is tried again on the following days, so often in all. */
export const MOST_ATTEMPTS = 3

type Failure = { readonly code: string; readonly detail: string | null }

/** Notes that a charge failed and tells by mail: the document stays open. The caller holds the account's write lock. */
export async function failCharge(
  trx: Transaction<Database>,
  charge: repository.CardChargeRow,
  { code, detail }: Failure,
  now: Instant,
): Promise<void> {
  const { account, id, document } = charge
  await repository.updateCharge(trx, id, { state: 'failed', code, detail })
  const asking = await findAskingDocument(trx, account, document)
  if (!asking || asking.open === 0) return
  const profile = await readBillingProfile(trx, account)
  const attempts = await repository.countCharges(trx, account, document)
  const texts = await wordsOf(trx, account)
  const { words, day } = texts
  const values = {
    number: document,
    issuer: (await readIssuer(trx, profile.issuer)).name,
    recipient: await addressee(trx, account, texts),
    dueOn: day(asking.due_on),
    amount: yen(asking.open),
    reason: reasonOf(code, texts),
    next: attempts < MOST_ATTEMPTS ? words.cardAgain : words.cardEnded,
  }
  for (const recipient of await moneyReaders(trx, account, profile.billing_email)) {
    const mail = {
      key: `card:${id}:${recipient}`,
      kind: 'cardFailed',
      recipient,
      document,
      subject: fillText(words.cardFailed.subject, values),
      body: fillText(words.cardFailed.body, values),
    }
    await queueMail(trx, account, mail, now)
  }
}

function reasonOf(code: string, { words }: MailWords): string {
  const reasons: Readonly<Record<string, string>> = words.cardReasons
  return reasons[code] ?? fillText(words.cardReasons.other, { code })
}
