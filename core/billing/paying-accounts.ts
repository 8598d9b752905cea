import type { OpenDocument } from '../ledger/allocation.ts'
import type { MinorUnits } from '../money/money.ts'
import { type PayerKey, SHORTEST_CUT } from './payer-name.ts'

/** Money that an account has announced and that has not come yet. */
export type Announced = { readonly id: string; readonly amount: MinorUnits; readonly document: string | null }

/** An account that money may be from, with what is known of how it pays. `documents` are in the order of their age. */
export type PayingAccount = {
  readonly account: string
  readonly names: readonly PayerKey[]
  readonly codes: readonly string[]
  readonly documents: readonly OpenDocument[]
  readonly announced: readonly Announced[]
}

/** The accounts by everything that points to them; made once for a file of many lines. */
export type PayerIndex = {
  readonly accounts: ReadonlyMap<string, PayingAccount>
  readonly byName: ReadonlyMap<string, readonly string[]>
  readonly names: readonly string[]
  readonly byCode: ReadonlyMap<string, readonly string[]>
  /** By the letters and digits of a document's number. */
  readonly byDocument: ReadonlyMap<string, { readonly account: string; readonly number: string }>
}

export function indexPayers(accounts: readonly PayingAccount[]): PayerIndex {
  const byName = groupedBy(accounts, ({ names }) => names.filter((name) => name !== ''))
  return {
    accounts: new Map(accounts.map((one) => [one.account, one])),
    byName,
    names: [...byName.keys()].sort(),
    byCode: groupedBy(accounts, ({ codes }) => codes),
    byDocument: new Map(
      accounts.flatMap(({ account, documents }) =>
        documents.map(({ number }) => [lettersOf(number), { account, number }] as const),
      ),
    ),
  }
}

function groupedBy(
  accounts: readonly PayingAccount[],
  keysOf: (account: PayingAccount) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const one of accounts) {
    for (const key of new Set(keysOf(one))) groups.set(key, [...(groups.get(key) ?? []), one.account])
  }
  return groups
}

/** Letters and digits, as banks leave other characters out. */
function lettersOf(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

/** The documents that EDI information names, whatever stands around their numbers. */
export function documentsNamed(
  { byDocument }: PayerIndex,
  edi: string,
): readonly { readonly account: string; readonly number: string }[] {
  const text = lettersOf(edi)
  const found = new Map<string, { readonly account: string; readonly number: string }>()
  for (let from = 0; from < text.length; from++) {
    for (let to = text.length; to > from; to--) {
      const document = byDocument.get(text.slice(from, to))
      // 12 is no mention of document 1.
      if (document && !/\d/.test(text[to] ?? '')) found.set(document.number, document)
    }
  }
  return [...found.values()]
}

/** So many accounts with a name that merely begins alike are worth proposing. */
const MOST_CUT_NAMES = 20

/** Accounts whose name is the beginning of a payer's name, or the other way round. */
export function accountsWithCutName({ byName, names }: PayerIndex, payer: PayerKey): readonly string[] {
  if (payer.length < SHORTEST_CUT) return []
  const found: string[] = []
  for (let length = payer.length - 1; length >= SHORTEST_CUT; length--) {
    found.push(...(byName.get(payer.slice(0, length)) ?? []))
  }
  for (let n = firstFrom(names, payer); n < names.length && found.length < MOST_CUT_NAMES; n++) {
    const name = names[n] ?? ''
    if (!name.startsWith(payer)) break
    if (name !== payer) found.push(...(byName.get(name) ?? []))
  }
  return found.slice(0, MOST_CUT_NAMES)
}

/** The place of the first name that is not before the given one. */
function firstFrom(names: readonly string[], name: string): number {
  let low = 0
  let high = names.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((names[middle] ?? '') < name) low = middle + 1
    else high = middle
  }
  return low
}
