import { readStatus } from './status-text.ts'

export const LOCKS = ['transfer', 'update', 'delete', 'renew'] as const
export type Lock = (typeof LOCKS)[number]

/** Which orders are locked; null where it is not known. */
export type Locks = Readonly<Record<Lock, boolean | null>>

export const LOCK_LEVELS = ['none', 'transfer', 'full', 'registry', 'partial', 'unknown'] as const

/**
 * The locks as one word: `transfer` only that one, `full` transfer, update and delete, `registry` those three set by the
 * registry itself (a client cannot take them off), `partial` any other combination.
 */
export type LockLevel = (typeof LOCK_LEVELS)[number]

export const UNKNOWN_LOCKS: Locks = { transfer: null, update: null, delete: null, renew: null }

/** EPP statuses (RFC 5731) and the two lock statuses of the .jp WHOIS. */
const LOCK_OF_STATUS: Readonly<Record<string, Lock>> = {
  clienttransferprohibited: 'transfer',
  servertransferprohibited: 'transfer',
  domaintransferlocked: 'transfer',
  agentchangelocked: 'transfer',
  clientupdateprohibited: 'update',
  serverupdateprohibited: 'update',
  clientdeleteprohibited: 'delete',
  serverdeleteprohibited: 'delete',
  clientrenewprohibited: 'renew',
  serverrenewprohibited: 'renew',
}

const REGISTRY_LOCK = ['servertransferprohibited', 'serverupdateprohibited', 'serverdeleteprohibited']

/** EPP's word for a name without any lock (RFC 5731 §2.3). RDAP's `active` is no sign: registrars' own lists have it too. */
const UNLOCKED = 'ok'

/**
 * Reads the locks from a registry's list of statuses, which names every lock or says that there is none. Any other list
 * is a registrar's own word for the name (`Active`) and says nothing about locks.
 */
export function locksOf(statuses: readonly string[]): { readonly locks: Locks; readonly level: LockLevel } {
  const words = statuses.map((raw) => readStatus(raw).word)
  const isTelling = words.some((word) => word === UNLOCKED || isLockStatus(word))
  if (!isTelling) return { locks: UNKNOWN_LOCKS, level: 'unknown' }
  const set = new Set(words.map((word) => LOCK_OF_STATUS[word]))
  const locks: Locks = {
    transfer: set.has('transfer'),
    update: set.has('update'),
    delete: set.has('delete'),
    renew: set.has('renew'),
  }
  const isRegistryLocked = REGISTRY_LOCK.every((word) => words.includes(word))
  return { locks, level: lockLevel(locks, isRegistryLocked) }
}

export function lockLevel(locks: Locks, isRegistryLocked: boolean): LockLevel {
  if (isRegistryLocked) return 'registry'
  if (locks.transfer && locks.update && locks.delete) return 'full'
  const others = [locks.update, locks.delete, locks.renew]
  if (others.includes(true)) return 'partial'
  if (locks.transfer) return 'transfer'
  return locks.transfer === null ? 'unknown' : 'none'
}

/** Whether the status is one that this module understands. */
export function isLockStatus(word: string): boolean {
  return Object.hasOwn(LOCK_OF_STATUS, word)
}
