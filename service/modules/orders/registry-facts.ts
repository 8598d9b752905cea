import { type IsoDate, parseInstant } from '../../../core/calendar/iso-date.ts'
import { type DatedFact, mergeDatedFact, registryDay } from '../../../core/domains/dated-fact.ts'
import type { RegistryName } from '../../adapters/registry/registry-gateway.ts'
import type { DomainFacts, DomainState } from '../domains/domain-state.ts'

type ExpiryFact = 'registryExpiresOn' | 'paidThroughOn'

/**
 * What a name's facts become by a reading at the registry. A date that would move backwards is left for a person to
 * confirm, as everywhere.
 */
export function factsRead(before: DomainState, reading: RegistryName, today: IsoDate): Partial<DomainFacts> {
  const origin = { source: 'registry', asOf: today } as const
  const dates = {
    ...dateRead(before, 'registryExpiresOn', reading.expiresOn, today),
    ...dateRead(before, 'paidThroughOn', reading.paidThroughOn, today),
  }
  const facts: Partial<DomainFacts> = {
    ...dates,
    ...('registryExpiresOn' in dates ? { registryExpiresAt: instantOf(reading.expiresOn) } : {}),
    statuses: reading.statuses,
    nameServers: reading.nameServers,
    ...(reading.autoRenew === null ? {} : { registrarAutoRenew: reading.autoRenew ? 'on' : 'off' }),
  }
  const provenance = Object.fromEntries(Object.keys(facts).map((fact) => [fact, origin]))
  return { ...facts, provenance: { ...before.provenance, ...provenance } }
}

function dateRead(before: DomainState, fact: ExpiryFact, text: string | null, today: IsoDate): Partial<DomainFacts> {
  const day = text === null ? null : registryDay(text)
  if (day === null) return {}
  const value = before[fact]
  const known: DatedFact | null = value && { value, ...(before.provenance[fact] ?? { source: 'import', asOf: today }) }
  const merge = mergeDatedFact(known, { value: day, source: 'registry', asOf: today })
  return merge.outcome === 'changed' ? { [fact]: merge.fact.value } : {}
}

function instantOf(text: string) {
  return text.length > 10 ? parseInstant(text) : null
}
