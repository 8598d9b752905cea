import { z } from 'zod'
import { dayInZone, type Instant, type IsoDate, minDay, parseIsoDate } from '../calendar/iso-date.ts'

export const FACT_SOURCES = ['registry', 'registrar', 'import', 'manual'] as const

/** Where a fact comes from, best first. */
export type FactSource = (typeof FACT_SOURCES)[number]

export const factSourceSchema = z.enum(FACT_SOURCES)

/** A day that somebody reported about a name: `asOf` is the day on which the source said so. */
export type DatedFact = { readonly value: IsoDate } & Provenance

/** Where a fact of any kind comes from, and the day on which that source said so. */
export type Provenance = { readonly source: FactSource; readonly asOf: IsoDate }

/**
 * What became of a report. `kept`: the report is empty, older or weaker. `same`: it repeats the value (and may freshen
 * source and age). `changed`: it replaces the value. `conflict`: it would replace it, but moves the date backwards; the
 * fact stays until a person confirms `incoming`.
 */
export type FactMerge =
  | { readonly outcome: 'kept'; readonly fact: DatedFact | null }
  | { readonly outcome: 'same' | 'changed'; readonly fact: DatedFact }
  | { readonly outcome: 'conflict'; readonly fact: DatedFact; readonly incoming: DatedFact }

/**
 * Holds a report against what is known. A date yields only to a later day or a better source; on the same day the later
 * word of an equal source counts. `incoming` is null when a lookup failed or brought nothing: that changes nothing.
 */
export function mergeDatedFact(current: DatedFact | null, incoming: DatedFact | null): FactMerge {
  if (!incoming) return { outcome: 'kept', fact: current }
  if (!current) return { outcome: 'changed', fact: incoming }
  const accepted = isStronger(incoming, current)
  if (incoming.value === current.value) return { outcome: 'same', fact: accepted ? incoming : current }
  if (!accepted) return { outcome: 'kept', fact: current }
  if (incoming.value < current.value) return { outcome: 'conflict', fact: current, incoming }
  return { outcome: 'changed', fact: incoming }
}

/** Whether a report outweighs what is known: a better source, a later day, or the same source again on the same day. */
export function isStronger(incoming: Provenance, current: Provenance): boolean {
  const isBetter = FACT_SOURCES.indexOf(incoming.source) < FACT_SOURCES.indexOf(current.source)
  if (isBetter || incoming.asOf > current.asOf) return true
  return incoming.asOf === current.asOf && incoming.source === current.source
}

/** The expiry that every deadline counts from: what is paid for where it is known, else the registry's date. */
export function expiresOn(registryExpiresOn: IsoDate | null, paidThroughOn: IsoDate | null): IsoDate | null {
  return paidThroughOn ?? registryExpiresOn
}

/** The date part of what a server sent, as it stands and never converted; null when it begins with no day. */
export function registryDay(sent: string): IsoDate | null {
  return parseIsoDate(sent.trim().slice(0, 10))
}

/** The day that deadlines use: the earlier of the registry's own date and its instant's day in the account's zone. */
export function deadlineDay(registryDate: IsoDate, instant: Instant | null, timeZone: string): IsoDate {
  return instant ? minDay(registryDate, dayInZone(instant, timeZone)) : registryDate
}
