import type { Transaction } from 'kysely'
import { can } from '../../../core/access/can.ts'
import { isUnlimited } from '../../../core/access/reader-scope.ts'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import ja from '../../../resources/translations/ja/mails.json' with { type: 'json' }
import { fillText } from '../../adapters/documents/document-texts.ts'
import type { Database } from '../../storage/database.ts'
import { listMembers } from '../accounts/list-members.ts'
import { readBillingProfile, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { findAskingDocument } from '../ledger/ledger.repository.ts'
import { addressee, dayText, yen } from '../mail/document-mail.ts'
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
  const values = {
    number: document,
    issuer: (await readIssuer(trx, profile.issuer)).name,
    recipient: await addressee(trx, account),
    dueOn: dayText(asking.due_on),
    amount: yen(asking.open),
    reason: reasonOf(code),
    next: attempts < MOST_ATTEMPTS ? ja.cardAgain : ja.cardEnded,
  }
  for (const recipient of await readersOf(trx, account, profile.billing_email)) {
    const mail = {
      key: `card:${id}:${recipient}`,
      kind: 'cardFailed',
      recipient,
      document,
      subject: fillText(ja.cardFailed.subject, values),
      body: fillText(ja.cardFailed.body, values),
    }
    await queueMail(trx, account, mail, now)
  }
}

/** The account's address for documents; where it has none, everybody who answers for the money. */
async function readersOf(trx: Transaction<Database>, account: string, email: string | null) {
  if (email !== null) return [email]
  const members = await listMembers(trx, account)
  return members.filter(({ actor }) => can(actor, 'billing.read') && isUnlimited(actor.scope)).map((one) => one.email)
}

const REASONS: Readonly<Record<string, string>> = ja.cardReasons

function reasonOf(code: string): string {
  return REASONS[code] ?? fillText(ja.cardReasons.other, { code })
}
