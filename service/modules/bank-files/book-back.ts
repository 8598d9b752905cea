import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { bankLineReference, bankLineText } from '../../../core/ledger/bank-line-reference.ts'
import { moved } from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import { invalidField } from '../../refusal.ts'
import { expectAgain } from '../ledger/announcements.repository.ts'
import { issuerBook } from '../ledger/ledger.repository.ts'
import { postEntry } from '../ledger/post-entry.ts'
import { type BankLineRow, cancellable, findLines, insertDecision, updateLine } from './bank-lines.repository.ts'
import { assertBookable } from './book-to-account.ts'
import type { Decided, DecisionTo, LineContext } from './line-context.ts'
import { keyOf, type TakeBack, takeBackEntries } from './line-entries.ts'
import { unlearnLine } from './payer-names.repository.ts'

/** Books money whose payer nobody knows yet into the issuer's own book. */
export async function bookToSuspense(context: LineContext, decision: DecisionTo<'suspense'>): Promise<Decided> {
  const { trx, issuer, line, person, now } = context
  await assertBookable(context, decision.isAnother)
  const draft = {
    kind: 'suspense',
    occurredOn: line.booked_on as IsoDate,
    postings: moved(line.amount as MinorUnits, 'cash:bankTransfer', 'suspense'),
    key: keyOf(line, 1),
    person,
    reference: bankLineReference(line),
    detail: { method: 'bankTransfer', payer: line.payer_name },
  } as const
  await postEntry(trx, issuerBook(issuer), draft, now)
  return { patch: { state: 'suspense', note: null }, account: null, detail: {} }
}

/** The bank took money back: whatever its line had posted is taken back, and the documents that it paid are open again. */
export async function cancelLine(context: LineContext, decision: DecisionTo<'cancel'>): Promise<Decided> {
  const { trx, issuer, line, pointer, person, now } = context
  const options = (await cancellable(trx, issuer, [line])).get(bankLineText(line)) ?? []
  const isOption = options.some(({ file, n }) => file === decision.of.file && n === decision.of.line)
  const [earlier] = isOption ? await findLines(trx, issuer, decision.of.file, [decision.of.line]) : []
  if (!earlier) {
    throw invalidField(`${pointer}/of`, 'not_cancellable', 'This line takes back no such money.')
  }
  await takeBack(context, earlier, { kind: 'bounce', occurredOn: line.booked_on as IsoDate, reason: 'cancelledByBank' })
  await unlearnLine(trx, earlier)
  await updateLine(trx, earlier, {
    state: 'cancelled',
    collected_by: null,
    counterpart_file: line.file,
    counterpart_n: line.n,
    decided_at: now,
    decisions: earlier.decisions + 1,
  })
  // The line that is taken back has it in its own history.
  await insertDecision(trx, {
    issuer,
    file: earlier.file,
    line: earlier.n,
    n: earlier.decisions + 1,
    verdict: 'cancel',
    account: earlier.account,
    detail: JSON.stringify({ of: bankLineText(line) }),
    person,
    at: now,
  })
  return {
    patch: { state: 'cancelled', counterpart_file: earlier.file, counterpart_n: earlier.n },
    account: earlier.account,
    detail: { of: bankLineText(earlier) },
  }
}

/** A decision was wrong: what it posted is taken back, what it taught is forgotten, and the line waits again. */
export async function reopenLine(context: LineContext, decision: DecisionTo<'reopen'>): Promise<Decided> {
  const { trx, line, today } = context
  const entries = await takeBack(context, line, { kind: 'correction', occurredOn: today, reason: decision.note })
  if (line.account !== null) await expectAgain(trx, line.account, entries)
  await unlearnLine(trx, line)
  const patch = { state: 'open', account: null, collected_by: null, fee: 0, note: null } as const
  return { patch, account: line.account, detail: {} }
}

async function takeBack(
  { trx, issuer, person, now }: LineContext,
  line: BankLineRow,
  how: Pick<TakeBack, 'kind' | 'occurredOn' | 'reason'>,
): Promise<readonly number[]> {
  const isOwn = line.state === 'suspense' || line.collected_by !== null
  const book = isOwn ? issuerBook(issuer) : line.account
  return book === null ? [] : takeBackEntries(trx, { line, book, person, ...how }, now)
}
