import { z } from 'zod'
import { isoDateSchema, parseInstant } from '../../../core/calendar/iso-date.ts'
import type { Currency, MinorUnits } from '../../../core/money/money.ts'
import type { HeldPatch } from '../../../core/portfolio/import/compare-with-held.ts'

const day = isoDateSchema.nullable()
const lock = z.boolean().nullable()

/**
 * Facts of a name as an import's items keep them, before and after: those that it changed, a connection by its name.
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
})

export function parseNameFacts(json: string): HeldPatch {
  const facts = nameFactsSchema.parse(JSON.parse(json))
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}
