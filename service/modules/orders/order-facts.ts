import { invariant } from '../../../core/base/invariant.ts'
import { type IsoDate, parseInstant } from '../../../core/calendar/iso-date.ts'
import { type FactSource, type Provenance, registryDay } from '../../../core/domains/dated-fact.ts'
import { parseDomainName } from '../../../core/domains/domain-name.ts'
import { locksOf } from '../../../core/domains/locks.ts'
import { suffixFacts } from '../../../core/domains/tld-catalogue.ts'
import { renewedUntil } from '../../../core/orders/next-step.ts'
import { isRenewingAgain } from '../../../core/orders/order-item.ts'
import type { RegistryName } from '../../adapters/registry/registry-gateway.ts'
import { type DomainFacts, type DomainState, newDomainFacts } from '../domains/domain-state.ts'
import { commandOf, type ItemRow } from './orders.repository.ts'

/** What is known once a command is done. */
export type DoneFacts = {
  /** The registry's own text of the expiry that came with the answer. */
  readonly expiresOn: string | undefined
  /** The name as it was read afterwards, where somebody could be asked. */
  readonly reading: RegistryName | null
  readonly source: FactSource
  readonly today: IsoDate
}

/** What a name's facts become by a command that is done; `before` is null for a name that is new to the portfolio. */
export function factsAfter(item: ItemRow, before: DomainState | null, done: DoneFacts): Partial<DomainFacts> {
  switch (item.operation) {
    case 'register':
    case 'transfer':
    case 'restore':
      return { ...takenIn(item, before), ...withSource(before, done, takenInFacts(item, before, done)) }
    case 'renew':
      return { holding: 'held', ...withSource(before, done, renewedFacts(item, before, done)) }
    case 'expire':
      return withSource(before, done, { registrarAutoRenew: isRenewingAgain(item) ? 'on' : 'off' })
    case 'unlock':
      return before === null ? {} : withSource(before, done, { locks: { ...before.locks, transfer: false } })
    case 'park':
      return {}
  }
}

/** A name that was ordered and was not in the portfolio yet. */
export function newName(item: ItemRow, done: DoneFacts): DomainState {
  const parsed = parseDomainName(item.name)
  invariant(parsed.ok, 'only registrable names are ordered')
  return { ...newDomainFacts(item.connection), ...parsed.value, ...factsAfter(item, null, done) }
}

/** A name that comes in begins anew: what was decided while it was somebody else's has ended. */
function takenIn(item: ItemRow, before: DomainState | null): Partial<DomainFacts> {
  const isBack = before !== null && before.holding !== 'held'
  return {
    connection: item.connection,
    holding: 'held',
    ...(isBack ? { rule: null, decision: null, release: null } : {}),
  }
}

type SourcedFacts = Partial<
  Pick<
    DomainFacts,
    | 'registryExpiresOn'
    | 'registryExpiresAt'
    | 'paidThroughOn'
    | 'registeredOn'
    | 'registrarAutoRenew'
    | 'statuses'
    | 'locks'
    | 'nameServers'
  >
>

function takenInFacts(item: ItemRow, before: DomainState | null, done: DoneFacts): SourcedFacts {
  const { reading, today } = done
  const told = expiryFacts(reading?.expiresOn ?? done.expiresOn)
  const paid = reading?.paidThroughOn ? registryDay(reading.paidThroughOn) : (told.registryExpiresOn ?? null)
  const fallback = item.operation === 'register' ? termFrom(item, today) : null
  const paidThroughOn = paid ?? fallback
  const registeredOn = reading?.registeredOn ? registryDay(reading.registeredOn) : null
  return {
    ...told,
    ...(paidThroughOn ? { paidThroughOn } : {}),
    ...(registeredOn ? { registeredOn } : item.operation === 'register' ? { registeredOn: today } : {}),
    ...(reading
      ? {
          registrarAutoRenew: reading.autoRenew === null ? 'unknown' : reading.autoRenew ? 'on' : 'off',
          statuses: reading.statuses,
          locks: { ...(before?.locks ?? EMPTY_LOCKS), ...locksOf(reading.statuses).locks },
          nameServers: reading.nameServers,
        }
      : {}),
  }
}

const EMPTY_LOCKS: DomainFacts['locks'] = { transfer: null, update: null, delete: null, renew: null }

/** Where the registry shows a renewal only after the old expiry, what is paid moves alone. */
function renewedFacts(item: ItemRow, before: DomainState | null, done: DoneFacts): SourcedFacts {
  const command = commandOf(item)
  const isLate = suffixFacts(command.suffix).rule.registryDateLag === 'nextDay'
  const told = isLate ? {} : expiryFacts(done.expiresOn)
  const paidThroughOn = told.registryExpiresOn ?? answeredDay(done) ?? renewedUntil(command)
  const known = before?.paidThroughOn ?? null
  const isFurther = paidThroughOn !== null && (known === null || paidThroughOn > known)
  return { ...told, ...(isFurther ? { paidThroughOn } : {}) }
}

/** What a person wrote down as the new expiry is what was paid for. */
function answeredDay({ source, expiresOn }: DoneFacts): IsoDate | null {
  return source === 'manual' && expiresOn !== undefined ? registryDay(expiresOn) : null
}

function expiryFacts(text: string | undefined): Pick<SourcedFacts, 'registryExpiresOn' | 'registryExpiresAt'> {
  const day = text === undefined ? null : registryDay(text)
  if (text === undefined || day === null) return {}
  return { registryExpiresOn: day, registryExpiresAt: text.length > day.length ? parseInstant(text) : null }
}

function termFrom(item: ItemRow, today: IsoDate): IsoDate | null {
  return renewedUntil({ ...commandOf(item), expiryBefore: today })
}

function withSource(
  before: DomainState | null,
  { source, today }: DoneFacts,
  facts: SourcedFacts,
): Partial<DomainFacts> {
  const origin: Provenance = { source, asOf: today }
  const provenance = Object.fromEntries(Object.keys(facts).map((fact) => [fact, origin]))
  return { ...facts, provenance: { ...before?.provenance, ...provenance } }
}
