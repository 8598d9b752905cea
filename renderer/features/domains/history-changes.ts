import { ITEM_STATES, type ItemView, viewOfItem } from '../../../core/orders/order-item.ts'
import { UNASSIGNED } from '../../../core/portfolio/unassigned.ts'
import {
  HOLDINGS,
  type Holding,
  REGISTRAR_AUTO_RENEWS,
  type RegistrarAutoRenew,
} from '../../../core/renewal/renewal-class.ts'
import { RENEWAL_MODES, type RenewalMode } from '../../../core/renewal/renewal-mode.ts'

/** A value in a history entry, by what it means; `text` is shown as it is. */
export type HistoryValue =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'set' }
  /** The connection of names without a registrar. */
  | { readonly kind: 'unassigned' }
  | { readonly kind: 'mode'; readonly mode: RenewalMode }
  | { readonly kind: 'decision'; readonly mode: RenewalMode }
  | { readonly kind: 'autoRenew'; readonly autoRenew: RegistrarAutoRenew }
  | { readonly kind: 'holding'; readonly holding: Holding }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'money'; readonly amount: string; readonly currency: string }
  | { readonly kind: 'locks'; readonly locks: readonly string[] }
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  | { readonly kind: 'orderState'; readonly view: ItemView }
  | { readonly kind: 'switch'; readonly isOn: boolean }
  | { readonly kind: 'years'; readonly count: number }
  | { readonly kind: 'text'; readonly text: string }

export type HistoryChange = { readonly field: string; readonly before: HistoryValue; readonly after: HistoryValue }

type Values = Readonly<Record<string, unknown>> | null

/** Tells of itself where a fact came from or what the entry is called, not of the name. */
const UNTOLD: ReadonlySet<string> = new Set(['source', 'provenance', 'kind'])

/** What an entry changed, field by field; fields that stayed as they were are left out. */
export function historyChanges(before: Values, after: Values): readonly HistoryChange[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...fields]
    .filter((field) => !UNTOLD.has(field))
    .map((field) => ({ field, before: readMember(field, before), after: readMember(field, after) }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
}

function readMember(field: string, values: Values): HistoryValue {
  const value = values?.[field]
  return readWord(field, value) ?? readValue(value)
}

/** Words that mean something only in their field; null for all others. */
function readWord(field: string, value: unknown): HistoryValue | null {
  switch (field) {
    case 'connection':
      return value === UNASSIGNED ? { kind: 'unassigned' } : null
    case 'decision': {
      const word = typeof value === 'object' && value !== null && 'mode' in value ? value.mode : value
      const mode = RENEWAL_MODES.find((known) => known === word)
      return mode ? { kind: 'decision', mode } : null
    }
    case 'registrarAutoRenew': {
      const autoRenew = REGISTRAR_AUTO_RENEWS.find((known) => known === value)
      return autoRenew ? { kind: 'autoRenew', autoRenew } : null
    }
    case 'holding': {
      const holding = HOLDINGS.find((known) => known === value)
      return holding ? { kind: 'holding', holding } : null
    }
    case 'orderState': {
      const state = ITEM_STATES.find((known) => known === value)
      return state ? { kind: 'orderState', view: viewOfItem(state) } : null
    }
    case 'years':
      return typeof value === 'number' ? { kind: 'years', count: value } : null
    default:
      return null
  }
}

/** The service keeps values of any shape; what this version does not know is shown as text and never lost. */
function readValue(value: unknown): HistoryValue {
  if (value === undefined || value === null || value === '') return { kind: 'nothing' }
  if (typeof value === 'boolean') return { kind: 'switch', isOn: value }
  if (Array.isArray(value)) return value.length === 0 ? { kind: 'nothing' } : { kind: 'list', texts: value.map(String) }
  return typeof value === 'object' ? readObject(new Map(Object.entries(value))) : readText(String(value))
}

function readText(text: string): HistoryValue {
  if (text === 'renew' || text === 'expire') return { kind: 'mode', mode: text }
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? { kind: 'day', day: text } : { kind: 'text', text }
}

function readObject(members: ReadonlyMap<string, unknown>): HistoryValue {
  const mode = members.get('mode')
  if (mode === 'renew' || mode === 'expire') return { kind: 'mode', mode }
  const [amount, currency] = [members.get('amount'), members.get('currency')]
  if (typeof amount === 'string' && typeof currency === 'string') return { kind: 'money', amount, currency }
  if (members.has('value')) return readValue(members.get('value'))
  if (members.has('transfer')) {
    const locks = [...members].filter(([, isSet]) => isSet === true).map(([lock]) => lock)
    return locks.length === 0 ? { kind: 'nothing' } : { kind: 'locks', locks }
  }
  if (members.has('by') && members.has('at')) return { kind: 'set' }
  return { kind: 'text', text: JSON.stringify(Object.fromEntries(members)) }
}
