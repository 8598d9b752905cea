import { payerKey } from '../../../core/billing/payer-name.ts'
import { settleLine } from '../../../core/billing/settle-line.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { bankLineReference, bankLineText } from '../../../core/ledger/bank-line-reference.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import { newId } from '../../ids.ts'
import { invalidField, Refusal } from '../../refusal.ts'
import { receive } from '../ledger/announcements.repository.ts'
import { issuerBook } from '../ledger/ledger.repository.ts'
import { payableDocument } from '../ledger/payable-document.ts'
import { postEntry } from '../ledger/post-entry.ts'
import { bookedElsewhere } from './bank-lines.repository.ts'
import type { Decided, DecisionTo, LineContext } from './line-context.ts'
import { keyOf, takeBackEntries } from './line-entries.ts'
import { learnPayerNames, type PayerNameRow } from './payer-names.repository.ts'

/** Books money to the account that a person says it is from, out of the suspense where it was. */
export async function bookToAccount(context: LineContext, decision: DecisionTo<'account'>): Promise<Decided> {
  const { trx, issuer, line, person, today, now } = context
  await assertBookable(context, decision.isAnother)
  await assertDocumentsOpen(context, decision)
  const { account, documents = [], fee = 0 as MinorUnits } = decision
  const parts = settleLine(line.amount as MinorUnits, documents, fee)
  if (!parts.ok) throw refusalOf(parts.error, context.pointer)
  if (line.state === 'suspense') {
    const reason = 'assigned'
    const from = { line, book: issuerBook(issuer), kind: 'suspense', occurredOn: today, person, reason } as const
    await takeBackEntries(trx, from, now)
  }
  const entries: number[] = []
  for (const [n, { document, postings }] of parts.value.entries()) {
    const draft = {
      kind: document === null ? 'deposit' : 'payment',
      occurredOn: line.booked_on as IsoDate,
      postings,
      key: keyOf(line, n + 1),
      person,
      reference: bankLineReference(line),
      document,
      detail: { method: 'bankTransfer', payer: line.payer_name },
    } as const
    entries.push((await postEntry(trx, account, draft, now)).seq)
  }
  if (decision.announcement !== undefined) await receive(trx, account, decision.announcement, entries[0] ?? 0)
  await learnPayerNames(trx, lessonsOf(context, account))
  return { patch: { state: 'account', account, fee, note: null }, account, detail: { documents, fee, entries } }
}

/** A bank's day is never in the future, and the same movement is not booked from two files unless it is another one. */
export async function assertBookable(
  { trx, issuer, line, pointer, today }: LineContext,
  isAnother = false,
): Promise<void> {
  if (line.booked_on > today) {
    throw invalidField(`${pointer}/line`, 'in_the_future', `The line is of ${line.booked_on}, after today, ${today}.`)
  }
  if (isAnother || line.state === 'suspense') return
  const other = (await bookedElsewhere(trx, issuer, [line])).get(bankLineText(line))
  if (!other) return
  const detail = `Line ${other.n} of file ${other.file} tells of the same movement and is booked.`
  throw new Refusal('bank_line_resembles', {
    detail,
    args: { line: line.n, otherFile: other.file, otherLine: other.n },
    errors: [{ pointer: `${pointer}/line`, code: 'bank_line_resembles', detail }],
  })
}

/** Each document is named once and still asks for what it is to get. */
async function assertDocumentsOpen({ trx, pointer }: LineContext, decision: DecisionTo<'account'>): Promise<void> {
  const named = new Set<string>()
  for (const [n, { number, amount }] of (decision.documents ?? []).entries()) {
    const at = `${pointer}/documents/${n}`
    if (named.has(number)) throw invalidField(`${at}/number`, 'repeated', `"${number}" is named twice.`)
    named.add(number)
    const { open } = await payableDocument(trx, decision.account, number, `${at}/number`)
    if (amount > open) throw invalidField(`${at}/amount`, 'more_than_open', `"${number}" asks for ${open} yen only.`)
  }
}

function refusalOf(code: 'documents_exceed_amount' | 'fee_not_allowed', pointer: string): Refusal {
  return code === 'fee_not_allowed'
    ? invalidField(
        `${pointer}/fee`,
        code,
        'A transfer fee is up to 880 yen, and is what documents lack to be paid in full.',
      )
    : invalidField(`${pointer}/documents`, code, 'The documents come to more than the money and its fee.')
}

/** What a confirmed line teaches of how an account pays. */
function lessonsOf({ issuer, line, person, now }: LineContext, account: string): readonly PayerNameRow[] {
  const lesson = (kind: PayerNameRow['kind'], key: string, written: string): PayerNameRow => ({
    issuer,
    id: newId(),
    kind,
    key,
    written,
    account,
    file: line.file,
    line: line.n,
    person,
    learned_at: now,
  })
  const name = payerKey(line.payer_name)
  const hasCode = /[^0]/.test(line.payer_code)
  return [
    ...(name === '' ? [] : [lesson('name', name, line.payer_name)]),
    ...(hasCode ? [lesson('code', line.payer_code, line.payer_code)] : []),
  ]
}
