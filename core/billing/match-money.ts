import type { OpenDocument } from '../ledger/allocation.ts'
import type { MinorUnits } from '../money/money.ts'
import { AMOUNT_FITS, type FittedAmount, fitAmount } from './amount-fit.ts'
import type { PayerKey } from './payer-name.ts'
import { accountsWithCutName, documentsNamed, type PayerIndex } from './paying-accounts.ts'

/** Money that came in, as the bank tells it. */
export type IncomingMoney = {
  readonly amount: MinorUnits
  readonly payer: PayerKey
  /** 振込依頼人コード, or the number of a virtual account where the issuer has those; zeros where it is not used. */
  readonly payerCode: string
  readonly edi: string
}

/** What says that money is from an account, strongest first: its document's number, its code, its name, a cut name. */
export const PAYER_EVIDENCE = ['documentNumber', 'payerCode', 'name', 'cutName'] as const
export type PayerEvidence = (typeof PAYER_EVIDENCE)[number]

/** What a person may confirm. */
export type MatchProposal = FittedAmount & { readonly account: string; readonly evidence: PayerEvidence }

/** More proposals help nobody to decide. */
const MOST_PROPOSALS = 5

/**
 * Whom money may be from and what it may be for, best first: what is told by number or code, then name and exact amount,
 * then less a fee, then several documents, then the name alone. Nothing where a person has to find out.
 */
export function proposeMatches(money: IncomingMoney, index: PayerIndex): readonly MatchProposal[] {
  const named = documentsNamed(index, money.edi)
  const proposals: MatchProposal[] = []
  for (const [account, evidence] of findPayers(money, index, named)) {
    const owed = index.accounts.get(account)
    if (!owed) continue
    const numbers = new Set(named.map(({ number }) => number))
    const meant: readonly OpenDocument[] = owed.documents.filter(({ number }) => numbers.has(number))
    proposals.push({ account, evidence, ...fitAmount(money.amount, owed, meant) })
  }
  return proposals.sort(byRank).slice(0, MOST_PROPOSALS)
}

/** Each account that something points to, with the strongest that does. */
function findPayers(
  money: IncomingMoney,
  index: PayerIndex,
  named: readonly { readonly account: string }[],
): ReadonlyMap<string, PayerEvidence> {
  const found = new Map<string, PayerEvidence>()
  const add = (accounts: readonly string[], evidence: PayerEvidence) => {
    for (const account of accounts) if (!found.has(account)) found.set(account, evidence)
  }
  add(
    named.map(({ account }) => account),
    'documentNumber',
  )
  if (/[^0]/.test(money.payerCode)) add(index.byCode.get(money.payerCode) ?? [], 'payerCode')
  add(index.byName.get(money.payer) ?? [], 'name')
  add(accountsWithCutName(index, money.payer), 'cutName')
  return found
}

function byRank(a: MatchProposal, b: MatchProposal): number {
  const byName = (one: MatchProposal) => one.evidence === 'name' || one.evidence === 'cutName'
  if (byName(a) !== byName(b)) return byName(a) ? 1 : -1
  const fit = AMOUNT_FITS.indexOf(a.fit) - AMOUNT_FITS.indexOf(b.fit)
  const evidence = PAYER_EVIDENCE.indexOf(a.evidence) - PAYER_EVIDENCE.indexOf(b.evidence)
  // By number or code it is sure who paid, by name the amount says more than the name.
  return (byName(a) ? fit || evidence : evidence || fit) || (a.account < b.account ? -1 : 1)
}
