import type { Transaction } from 'kysely'
import { assertNever } from '../../../core/base/invariant.ts'
import { mayDecide } from '../../../core/billing/bank-line-state.ts'
import { dayInZone } from '../../../core/calendar/iso-date.ts'
import type { LineDecision } from '../../../core/contract/http/bank-files.ts'
import { bankLineText } from '../../../core/ledger/bank-line-reference.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Answer, json, keepAnswer } from '../../http/handle.ts'
import { invalidField, notFound, Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { nextChange, nextIssuerChange } from '../changes/change-sequence.ts'
import * as repository from './bank-files.repository.ts'
import * as bankLines from './bank-lines.repository.ts'
import { bookToSuspense, cancelLine, reopenLine } from './book-back.ts'
import { bookRefund } from './book-refund.ts'
import { bookToAccount } from './book-to-account.ts'
import { bookToCollection } from './book-to-collection.ts'
import { describeLines } from './describe-lines.ts'
import type { Decided, LineContext } from './line-context.ts'

/**
 * Carries out what a person decided of lines of a file: all of it, or nothing where one of them cannot be. Answers with the
 * lines.
 */
export async function confirmLines(
  deps: Deps,
  by: AccountCaller,
  issuer: string,
  file: string,
  decisions: readonly LineDecision[],
): Promise<Answer> {
  const now = deps.clock.now()
  const { zone } = await readIssuer(deps.storage.read, issuer)
  const numbers = decisions.map(({ line }) => line)
  const { accounts, answer } = await deps.storage.transact(async (trx) => {
    await nextIssuerChange(trx, issuer)
    if (!(await repository.findFile(trx, issuer, file))) throw notFound()
    const accounts = await lockAccounts(trx, issuer, file, decisions)
    for (const [n, decision] of decisions.entries()) {
      const pointer = `/lines/${n}`
      const line = await findLine(trx, issuer, file, decision, pointer)
      const context = { trx, issuer, line, pointer, person: by.personId, today: dayInZone(now, zone), now }
      await record(context, decision, by, await decide(context, decision))
    }
    const lines = await describeLines(trx, issuer, await bankLines.findLines(trx, issuer, file, numbers))
    const answer = json(200, { lines })
    await keepAnswer(by, trx, answer)
    return { accounts, answer }
  })
  for (const account of accounts) deps.events.nudge(account)
  return answer
}

/** The locks of every account that money goes to or comes back from, always in the same order. */
async function lockAccounts(
  trx: Transaction<Database>,
  issuer: string,
  file: string,
  decisions: readonly LineDecision[],
): Promise<readonly string[]> {
  const wanted = new Map<string, string>()
  const own = await bankLines.findLines(
    trx,
    issuer,
    file,
    decisions.map(({ line }) => line),
  )
  for (const { account } of own) if (account !== null) wanted.set(account, '')
  for (const [n, decision] of decisions.entries()) {
    if (decision.to === 'account' || decision.to === 'refund') wanted.set(decision.account, `/lines/${n}/account`)
    if (decision.to !== 'cancel') continue
    const [earlier] = await bankLines.findLines(trx, issuer, decision.of.file, [decision.of.line])
    if (earlier?.account != null) wanted.set(earlier.account, '')
  }
  const known = await repository.accountsOf(trx, issuer, [...wanted.keys()])
  for (const [account, pointer] of wanted) {
    if (!known.has(account)) throw invalidField(pointer, 'unknown_account', `There is no account "${account}".`)
  }
  const accounts = [...known].sort()
  for (const account of accounts) await nextChange(trx, account, 'billing')
  return accounts
}

async function findLine(
  trx: Transaction<Database>,
  issuer: string,
  file: string,
  { line: n, to }: LineDecision,
  pointer: string,
): Promise<bankLines.BankLineRow> {
  const [line] = await bankLines.findLines(trx, issuer, file, [n])
  if (!line) throw invalidField(`${pointer}/line`, 'unknown_line', `The file brought no line ${n}.`)
  const verdict = mayDecide(line.direction, line.state, to)
  if (verdict === 'yes') return line
  const code = verdict === 'settled' ? 'bank_line_settled' : 'bank_line_unsuited'
  const detail = `Line ${n} is ${line.direction}, ${line.state}.`
  throw new Refusal(code, {
    detail,
    args: { line: n, state: line.state },
    errors: [{ pointer: `${pointer}/line`, code, detail }],
  })
}

function decide(context: LineContext, decision: LineDecision): Promise<Decided> {
  switch (decision.to) {
    case 'account':
      return bookToAccount(context, decision)
    case 'collection':
      return bookToCollection(context, decision)
    case 'refund':
      return bookRefund(context, decision)
    case 'suspense':
      return bookToSuspense(context, decision)
    case 'ignore':
      return Promise.resolve({ patch: { state: 'ignored', note: decision.note }, account: null, detail: {} })
    case 'cancel':
      return cancelLine(context, decision)
    case 'reopen':
      return reopenLine(context, decision)
    default:
      return assertNever(decision, 'decision')
  }
}

/** Notes the decision on its line, in the line's history, and in the account's log. */
async function record(
  { trx, issuer, line, now, person }: LineContext,
  decision: LineDecision,
  by: AccountCaller,
  { patch, account, detail }: Decided,
): Promise<void> {
  const n = line.decisions + 1
  await bankLines.updateLine(trx, line, { ...patch, decisions: n, decided_at: now })
  const note = 'note' in decision ? { note: decision.note } : {}
  await bankLines.insertDecision(trx, {
    issuer,
    file: line.file,
    line: line.n,
    n,
    verdict: decision.to,
    account,
    detail: JSON.stringify({ ...note, ...detail }),
    person,
    at: now,
  })
  if (account === null) return
  await appendAudit(trx, account, {
    at: now,
    person,
    address: by.address,
    requestId: by.requestId,
    action: `bankLine.${decision.to}`,
    subject: bankLineText(line),
    after: { amount: line.amount, bookedOn: line.booked_on, payer: line.payer_name, ...note, ...detail },
  })
}
