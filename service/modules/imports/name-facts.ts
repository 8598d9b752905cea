import { z } from 'zod'
import { isoDateSchema, parseInstant } from '../../../core/calendar/iso-date.ts'
import { expiresOn } from '../../../core/domains/dated-fact.ts'
import type { Currency, MinorUnits } from '../../../core/money/money.ts'
import type { HeldPatch } from '../../../core/portfolio/import/compare-with-held.ts'
import { renewalModeSchema } from '../../../core/renewal/renewal-mode.ts'
import type { DomainFacts } from '../domains/domain-state.ts'

const day = isoDateSchema.nullable()
const lock = z.boolean().nullable()
const stamp = z.object({ by: z.string(), at: z.string().transform(parseInstant), forExpiry: isoDateSchema })

/** What is meant for one expiry and ends when a date moves it. */
const ENDING = ['decision', 'release'] as const
export type NameFacts = HeldPatch & Partial<Pick<DomainFacts, (typeof ENDING)[number]>>

/**
 * Facts of a name as an import's items keep them, before and after: those that it changed, a connection by its name, and
 * what ended with the expiry that it moved.
 * They are what a name's history shows and what undoing puts back.
 */
const nameFactsSchema = z.object({
  registryExpiresOn: day.optional(),
  registryExpiresAt: z.string().transform(parseInstant).nullable().optional(),
  paidThroughOn: day.optional(),
  registeredOn: day.optional(),
  registrarAutoRenew: z.enum(['on', 'off', 'unknown']).optional(),
  statuses: z.array(z.string()).optional(),
  locks: z.object({ transfer: lock, update: lock, delete: lock, renew: lock }).optional(),
  nameServers: z.array(z.string()).optional(),
  price: z
    .object({
      minor: z.number().transform((minor) => minor as MinorUnits),
      currency: z.string().transform((currency) => currency as Currency),
    })
    .nullable()
    .optional(),
  department: z.string().nullable().optional(),
  tags: z.array(z.string()).optional(),
  connection: z.string().optional(),
  note: z.string().nullable().optional(),
  holding: z.enum(['held', 'relinquished', 'transferredOut', 'lapsed', 'archived']).optional(),
  decision: stamp.extend({ mode: renewalModeSchema, via: z.string() }).nullable().optional(),
  release: stamp.nullable().optional(),
})

/** Of a name whose dates are to change, what ends when its expiry moves. */
export function endingWith(state: DomainFacts, patch: HeldPatch): NameFacts {
  const dates = { ...state, ...patch }
  const expiry = expiresOn(dates.registryExpiresOn, dates.paidThroughOn)
  const ends = ENDING.filter((field) => state[field] !== null && state[field].forExpiry !== expiry)
  return Object.fromEntries(ends.map((field) => [field, state[field]]))
}

/** Whether a fact says of itself when it was stated, and by whom. */
export function isStamped(field: string): boolean {
  return ENDING.some((known) => known === field)
}

export function parseNameFacts(json: string): NameFacts {
  const facts = nameFactsSchema.parse(JSON.parse(json))
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}
