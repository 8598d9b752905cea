import { TRANSFER_FEES } from '../../../core/billing/amount-fit.ts'
import type { BankLine, Collection, FileDecisions, LineDecision, Proposal } from './api/bank-files.ts'

/** The decision that takes a proposal over as it is. */
export function confirmed(line: BankLine, proposal: Proposal, isAnother = false): LineDecision {
  const { account, documents, fee, announcement } = proposal
  return {
    line: line.line,
    to: 'account',
    account,
    documents: documents.map(({ number, amount }) => ({ number, amount: amount.amount })),
    ...(fee.amount !== '0' && { fee: fee.amount }),
    ...(announcement !== null && { announcement }),
    ...(isAnother && { isAnother }),
  }
}

/** The decision that a line is what a direct-debit request collected. */
export function collected(line: BankLine, { request, fee }: Collection): LineDecision {
  return { line: line.line, to: 'collection', request, ...(fee.amount !== '0' && { fee: fee.amount }) }
}

/** A document of the account that a person chose, with what it still asks for. */
export type OpenDocument = { readonly number: string; readonly open: string }

/**
 * The decision for an account that a person chose. The documents that they named are paid in their order as far as the
 * money goes; where a transfer fee is all that lacks, the issuer bears it. Without documents the oldest are paid.
 */
export function assigned(
  line: BankLine,
  account: string,
  documents: readonly OpenDocument[],
  isAnother = false,
): Extract<LineDecision, { to: 'account' }> {
  const asked = documents.reduce((sum, { open }) => sum + Number(open), 0)
  const lack = asked - Number(line.amount.amount)
  const fee = lack > 0 && lack <= TRANSFER_FEES.max ? lack : 0
  let left = Number(line.amount.amount) + fee
  const shares = documents.flatMap(({ number, open }) => {
    const amount = Math.min(left, Number(open))
    left -= amount
    return amount > 0 ? [{ number, amount: String(amount) }] : []
  })
  return {
    line: line.line,
    to: 'account',
    account,
    ...(shares.length > 0 && { documents: shares }),
    ...(fee > 0 && { fee: String(fee) }),
    ...(isAnother && { isAnother }),
  }
}

/** Fits to the yen, with something that says whose it is. */
const SURE_FITS: readonly Proposal['fit'][] = ['exact', 'announced', 'several']
const SURE_EVIDENCE: readonly Proposal['evidence'][] = ['documentNumber', 'payerCode', 'name']

/**
 * The proposal that needs no second look: it fits to the yen, the payer is known by number, code or whole name, no other
 * account fits as well, and no other file tells of the same movement.
 */
export function sureProposal(line: BankLine): Proposal | null {
  const sure = line.proposals.filter(({ fit, evidence }) => SURE_FITS.includes(fit) && SURE_EVIDENCE.includes(evidence))
  const [first] = line.proposals
  if (line.state !== 'open' || line.resembles !== null || sure.length !== 1) return null
  return first === sure[0] ? (first ?? null) : null
}

/** What the route books at once. */
const MOST_AT_ONCE = 500

/** Decisions by the file that their lines are from; a document that one line pays is not paid by the next. */
export function sureDecisions(lines: readonly BankLine[]): readonly FileDecisions[] {
  const paid = new Set<string>()
  const byFile = new Map<string, LineDecision[]>()
  for (const line of lines) {
    const proposal = sureProposal(line)
    const asked = proposal ? takenBy(proposal) : []
    const of = byFile.get(line.file) ?? []
    if (!proposal || asked.some((one) => paid.has(one)) || of.length >= MOST_AT_ONCE) continue
    for (const one of asked) paid.add(one)
    byFile.set(line.file, [...of, confirmed(line, proposal)])
  }
  return [...byFile].map(([file, decisions]) => ({ file, lines: decisions }))
}

/** Of what a person is asked about, what still holds: nothing that came or changed meanwhile is decided unseen. */
export function stillSure(asked: readonly FileDecisions[], now: readonly FileDecisions[]): readonly FileDecisions[] {
  const holds = new Set(now.flatMap(({ file, lines }) => lines.map((line) => JSON.stringify([file, line]))))
  return asked
    .map(({ file, lines }) => ({ file, lines: lines.filter((line) => holds.has(JSON.stringify([file, line]))) }))
    .filter(({ lines }) => lines.length > 0)
}

/** What can be settled only once: documents, and the announcement. */
function takenBy({ account, documents, announcement }: Proposal): readonly string[] {
  const numbers = documents.map(({ number }) => `${account} ${number}`)
  return announcement === null ? numbers : [...numbers, `announcement ${announcement}`]
}
