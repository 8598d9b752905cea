import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { bankLineReference, bankLineText } from '../../../core/ledger/bank-line-reference.ts'
import { moved } from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import { invalidField } from '../../refusal.ts'
import { postEntry } from '../ledger/post-entry.ts'
import { assertBookable } from './book-to-account.ts'
import type { Decided, DecisionTo, LineContext } from './line-context.ts'
import { keyOf } from './line-entries.ts'
import { refundsOf } from './refunds.queries.ts'

/** Books money that went out as paid back to an account that it may have gone to, as far as it has it available. */
export async function bookRefund(context: LineContext, decision: DecisionTo<'refund'>): Promise<Decided> {
  const { trx, issuer, line, pointer, person, now } = context
  const { account } = decision
  await assertBookable(context)
  const options = (await refundsOf(trx, issuer, [line])).get(bankLineText(line)) ?? []
  if (!options.includes(account)) {
    throw invalidField(`${pointer}/account`, 'not_refundable', 'This line pays no such account back.')
  }
  const draft = {
    kind: 'refund',
    occurredOn: line.booked_on as IsoDate,
    postings: moved(line.amount as MinorUnits, 'customer', 'cash:bankTransfer'),
    key: keyOf(line, 1),
    person,
    reference: bankLineReference(line),
    detail: { method: 'bankTransfer', payer: line.payer_name.trim() || line.summary.trim() },
  } as const
  const { seq } = await postEntry(trx, account, draft, now)
  return { patch: { state: 'account', account, note: null }, account, detail: { entries: [seq] } }
}
