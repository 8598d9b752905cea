import { mostCollectionFee } from '../../../core/billing/collection.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { bankLineReference } from '../../../core/ledger/bank-line-reference.ts'
import type { LedgerAccount, Posting } from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import { invalidField } from '../../refusal.ts'
import { issuerBook } from '../ledger/ledger.repository.ts'
import { postEntry } from '../ledger/post-entry.ts'
import { assertBookable } from './book-to-account.ts'
import { readCollections } from './collections.queries.ts'
import type { Decided, DecisionTo, LineContext } from './line-context.ts'
import { keyOf, takeBackEntries } from './line-entries.ts'

/** Books what direct debits collected as money in the bank, in the issuer's own book; customers' books had it before. */
export async function bookToCollection(context: LineContext, decision: DecisionTo<'collection'>): Promise<Decided> {
  const { trx, issuer, line, person, today, now } = context
  await assertBookable(context, decision.isAnother)
  const { request, fee = 0 as MinorUnits } = decision
  await assertMissing(context, request, fee)
  const book = issuerBook(issuer)
  if (line.state === 'suspense') {
    await takeBackEntries(trx, { line, book, kind: 'suspense', occurredOn: today, person, reason: 'assigned' }, now)
  }
  const draft = {
    kind: 'deposit',
    occurredOn: line.booked_on as IsoDate,
    postings: postingsOf(line.amount, fee),
    key: keyOf(line, 1),
    person,
    reference: bankLineReference(line),
    detail: { method: 'directDebit', request },
  } as const
  await postEntry(trx, book, draft, now)
  return {
    patch: { state: 'account', collected_by: request, fee, note: null },
    account: null,
    detail: { request, fee },
  }
}

/** No more arrives than was collected, and nothing before it was debited. */
async function assertMissing({ trx, issuer, line, pointer }: LineContext, request: string, fee: number): Promise<void> {
  const one = (await readCollections(trx, issuer)).find((collection) => collection.request === request)
  if (!one || one.debitOn > line.booked_on) {
    throw invalidField(`${pointer}/request`, 'unknown_collection', 'No money of such a request is missing.')
  }
  const more = line.amount + fee - one.missing
  if (more > 0) {
    throw invalidField(`${pointer}/request`, 'more_than_collected', `Of this request ${one.missing} yen are missing.`)
  }
  if (fee > mostCollectionFee(one)) {
    throw invalidField(`${pointer}/fee`, 'fee_not_allowed', `A bank keeps ${mostCollectionFee(one)} yen at most.`)
  }
}

function postingsOf(amount: number, fee: number): readonly Posting[] {
  const posting = (ledger: LedgerAccount, minor: number): Posting => ({ ledger, amount: minor as MinorUnits })
  const arrived = [posting('cash:directDebit', amount + fee), posting('cash:bankTransfer', -amount)]
  return fee === 0 ? arrived : [...arrived, posting('transferFee', -fee)]
}
