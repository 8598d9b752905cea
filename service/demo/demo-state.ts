import { addDays, daysBetween, type Instant, type IsoDate, instantAt } from '../../core/calendar/iso-date.ts'
import type { Provenance } from '../../core/domains/dated-fact.ts'
import { locksOf } from '../../core/domains/locks.ts'
import type { RenewalMode } from '../../core/renewal/renewal-mode.ts'
import { type DomainState, newDomainFacts, type Stamp } from '../modules/domains/domain-state.ts'
import type { Chance } from './chance.ts'
import type { DemoName } from './demo-names.ts'
import { DROPPED } from './vocabulary.ts'

/** Who acts in the demo's history, and in which time zone. */
export type DemoCast = {
  readonly today: IsoDate
  readonly timeZone: string
  readonly owner: string
  readonly manager: string
  readonly connections: ReadonlyMap<string, string>
}

/** Suffixes that a rule of the demo lets lapse. */
const DROPPED_SUFFIXES: ReadonlySet<string> = new Set(DROPPED)

/** A name with the rules, decisions and marks that people have set on it over the last months. */
export function demoState(demo: DemoName, cast: DemoCast, chance: Chance): DomainState {
  const connection = cast.connections.get(demo.connection) ?? ''
  const own = ownSettings(demo, cast, chance)
  const mode = own.decision?.mode ?? own.rule?.mode ?? (DROPPED_SUFFIXES.has(demo.suffix) ? 'expire' : 'renew')
  // Most of what is to lapse has been switched off at the registrar as well; the rest is what Home warns of.
  const lapses = mode === 'expire' && chance.next() < 0.85
  const imported: Provenance = { source: 'import', asOf: demo.asOf }
  const facts = [
    'registryExpiresOn',
    'paidThroughOn',
    'registrarAutoRenew',
    'statuses',
    'locks',
    'nameServers',
    'price',
  ]
  return {
    ...newDomainFacts(connection),
    name: demo.name,
    unicodeName: demo.unicodeName,
    suffix: demo.suffix,
    registryExpiresOn: demo.registryExpiresOn,
    paidThroughOn: demo.paidThroughOn,
    registeredOn: demo.registeredOn,
    registrarAutoRenew: demo.registrarAutoRenew,
    statuses: demo.registryStatuses,
    locks: locksOf(demo.registryStatuses).locks,
    nameServers: demo.nameServers,
    price: demo.price,
    department: demo.department,
    tags: [...demo.tags].sort(),
    provenance: Object.fromEntries(facts.map((fact) => [fact, imported])),
    ...own,
    ...(lapses ? { registrarAutoRenew: 'off' as const } : {}),
  }
}

type OwnSettings = Partial<Pick<DomainState, 'critical' | 'rule' | 'decision'>>

function ownSettings(demo: DemoName, cast: DemoCast, chance: Chance): OwnSettings {
  const stamp = (by: string): Stamp => ({ by, at: pastInstant(cast, chance) })
  if (demo.isCritical) return { critical: stamp(cast.owner) }
  const isDropCandidate = demo.tags.includes('統廃合候補')
  const mode: RenewalMode = chance.next() < (isDropCandidate ? 0.8 : 0.3) ? 'expire' : 'renew'
  const rule = chance.next() < (isDropCandidate ? 0.2 : 0.01) ? { ...stamp(cast.manager), mode } : null
  const expiry = demo.paidThroughOn ?? demo.registryExpiresOn
  const isDue = expiry !== null && daysBetween(cast.today, expiry) >= 0 && daysBetween(cast.today, expiry) <= 90
  if (expiry === null || !isDue || chance.next() > 0.3) return { rule }
  const via = chance.next() < 0.6 ? 'sheet' : 'app'
  return { rule, decision: { ...stamp(cast.manager), mode, forExpiry: expiry, via } }
}

/** Some working day of the last four months, in office hours. */
function pastInstant(cast: DemoCast, chance: Chance): Instant {
  const day = addDays(cast.today, -1 - chance.below(120))
  const hour = String(9 + chance.below(9)).padStart(2, '0')
  const minute = String(chance.below(60)).padStart(2, '0')
  return instantAt(day, `${hour}:${minute}`, cast.timeZone)
}
