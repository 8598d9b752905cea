import { type IsoDate, parseIsoDate } from '../../../core/calendar/iso-date.ts'
import { LOCKS, type Lock } from '../../../core/domains/locks.ts'
import { type Currency, currencySchema } from '../../../core/money/money.ts'
import { UNASSIGNED } from '../../../core/portfolio/unassigned.ts'
import {
  HOLDINGS,
  type Holding,
  REGISTRAR_AUTO_RENEWS,
  type RegistrarAutoRenew,
} from '../../../core/renewal/renewal-class.ts'

/** A value before or after a row is taken over, by what it means; `text` is shown as it is. */
export type FieldValue =
  | { readonly kind: 'day'; readonly day: IsoDate }
  | { readonly kind: 'autoRenew'; readonly autoRenew: RegistrarAutoRenew }
  | { readonly kind: 'holding'; readonly holding: Holding }
  | { readonly kind: 'money'; readonly amount: string; readonly currency: Currency }
  | { readonly kind: 'locks'; readonly locks: readonly SetLock[] }
  /** The connection of names without a registrar. */
  | { readonly kind: 'unassigned' }
  | { readonly kind: 'text'; readonly text: string }

type SetLock = { readonly lock: Lock; readonly isOn: boolean }

const DAYS: ReadonlySet<string> = new Set(['registryExpiresOn', 'paidThroughOn', 'registeredOn'])

/** The checked row writes every value as one text, equal exactly where the values are. */
export function readFieldValue(field: string, text: string): FieldValue {
  return readKnown(field, text) ?? { kind: 'text', text }
}

function readKnown(field: string, text: string): FieldValue | null {
  switch (field) {
    case 'critical':
    case 'registrarAutoRenew': {
      const autoRenew = REGISTRAR_AUTO_RENEWS.find((known) => known === text)
      return autoRenew ? { kind: 'autoRenew', autoRenew } : null
    }
    case 'holding': {
      const holding = HOLDINGS.find((known) => known === text)
      return holding ? { kind: 'holding', holding } : null
    }
    case 'price':
      return readMoney(text)
    case 'locks':
      return readLocks(text)
    case 'connection':
      return text === UNASSIGNED ? { kind: 'unassigned' } : null
    default: {
      const day = DAYS.has(field) ? parseIsoDate(text) : null
      return day === null ? null : { kind: 'day', day }
    }
  }
}

/** `18.99 USD`. */
function readMoney(text: string): FieldValue | null {
  const [, amount, code] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text) ?? []
  const currency = currencySchema.safeParse(code)
  return amount !== undefined && currency.success ? { kind: 'money', amount, currency: currency.data } : null
}

/** `transfer: on, update: off`. */
function readLocks(text: string): FieldValue | null {
  const locks = text.split(', ').map((part): SetLock | null => {
    const [name, state] = part.split(': ')
    const lock = LOCKS.find((known) => known === name)
    return lock && (state === 'on' || state === 'off') ? { lock, isOn: state === 'on' } : null
  })
  return locks.every((lock) => lock !== null) ? { kind: 'locks', locks } : null
}
