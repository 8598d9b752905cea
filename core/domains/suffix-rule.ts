import { z } from 'zod'
import { isoDateSchema } from '../calendar/iso-date.ts'
import { cutOffSchema } from '../renewal/deadlines.ts'

const SUFFIX_FAMILIES = [
  'gtld',
  'jpGeneral',
  'jpPrefecture',
  'jpOrganisational',
  'jpGeographic',
  'cctld',
  'infrastructure',
] as const

/**
 * Suffixes with a common way of life: generic top-level domains; .jp by its kinds (汎用, 都道府県型, 属性型, 地域型);
 * country codes; and those that are not for sale (arpa, edu, gov, int, mil, onion).
 */
export type SuffixFamily = (typeof SUFFIX_FAMILIES)[number]

export const suffixFamilySchema = z.enum(SUFFIX_FAMILIES)

const unknownUnlessGiven = <T extends z.ZodType>(schema: T) => schema.nullable().default(null)
const days = z.number().int().min(0).max(400)
const lockSupport = unknownUnlessGiven(z.boolean())

const redemptionSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('days'), days }),
  z.strictObject({
    mode: z.literal('dayOfNextMonth'),
    from: z.number().int().min(1).max(31),
    to: z.number().int().min(1).max(31),
  }),
])

const ruleColumns = {
  /** Years that one renewal may add. */
  renewYears: unknownUnlessGiven(z.strictObject({ min: z.int().min(1), max: z.int().max(100), step: z.int().min(1) })),
  maxTotalYears: unknownUnlessGiven(z.int().min(1)),
  renewOpensDaysBefore: unknownUnlessGiven(days),
  /** What the registry does on the expiry: renews by itself, waits for an order, or knows no expiry. */
  registryRenewMode: unknownUnlessGiven(z.enum(['auto', 'explicit', 'none'])),
  /** The day of registration again, the end of its month, or no date that the registry publishes. */
  expiryModel: unknownUnlessGiven(z.enum(['anniversary', 'monthEnd', 'none'])),
  timeZone: unknownUnlessGiven(z.string()),
  /** Days after the expiry on which the registry deletes at the latest; the day before is the last for a late renewal. */
  graceDays: unknownUnlessGiven(days),
  /** In which time a deleted name can be restored: days from its deletion, or days of the month after the expiry. */
  redemption: unknownUnlessGiven(redemptionSchema),
  pendingDeleteDays: unknownUnlessGiven(days),
  /** Months for which nobody can register a deleted name. */
  frozenMonths: unknownUnlessGiven(z.int().min(0)),
  /** When the registry shows a renewal's new date: at once, or only on the day after the old expiry. */
  registryDateLag: unknownUnlessGiven(z.enum(['none', 'nextDay'])),
  locks: z
    .strictObject({ transfer: lockSupport, update: lockSupport, delete: lockSupport, registry: lockSupport })
    .default({ transfer: null, update: null, delete: null, registry: null }),
  transferAuth: unknownUnlessGiven(z.enum(['authCode', 'ipsTag', 'none'])),
  authCodeTtlDays: unknownUnlessGiven(days),
  /** Days after a registration or transfer on which a transfer is refused. */
  transferLockDays: unknownUnlessGiven(days),
  dnssec: unknownUnlessGiven(z.enum(['ds', 'key', 'none'])),
  nameServerCheck: unknownUnlessGiven(z.boolean()),
  /** Where the registrant must be, e.g. `JP`, `EU/EEA`. */
  localPresence: unknownUnlessGiven(z.string()),
  organisationLimit: unknownUnlessGiven(z.string()),
  documents: z.array(z.string()).readonly().default([]),
  /** The cut-off to assume where a registrar connection says nothing. */
  cutOff: unknownUnlessGiven(cutOffSchema),
}

const provenance = {
  /** Where the row comes from; null for families of which nothing is known. */
  source: unknownUnlessGiven(z.string()),
  /** The source's own date as it gives it, e.g. `2012`, `2010-01`. */
  sourceDate: unknownUnlessGiven(z.string()),
  /** The day on which the source was read. */
  asOf: unknownUnlessGiven(isoDateSchema),
  /** Columns that stand in no source and were never checked. */
  unverified: z
    .array(z.enum(Object.keys(ruleColumns) as [keyof typeof ruleColumns]))
    .readonly()
    .default([]),
}

/** How names of a suffix live and end; null means not known. */
export const suffixRuleSchema = z.strictObject({ ...ruleColumns, ...provenance })
export type SuffixRule = z.output<typeof suffixRuleSchema>

/** One row of the catalogue's data: a rule and the suffixes that it holds for. */
export const suffixRuleRowSchema = suffixRuleSchema.extend({
  family: suffixFamilySchema,
  suffixes: z.array(z.string()).min(1).readonly(),
})
