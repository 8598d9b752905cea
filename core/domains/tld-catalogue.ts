import { z } from 'zod'
import icannSuffixes from '../../resources/tlds/icann-suffixes.json' with { type: 'json' }
import ruleData from '../../resources/tlds/suffix-rules.json' with { type: 'json' }
import tldKinds from '../../resources/tlds/tld-kinds.json' with { type: 'json' }
import type { IsoDate } from '../calendar/iso-date.ts'
import type { Suffix } from './suffix.ts'
import {
  type SuffixFamily,
  type SuffixRule,
  suffixFamilySchema,
  suffixRuleRowSchema,
  suffixRuleSchema,
} from './suffix-rule.ts'

/** What the catalogue knows of a suffix; `basis` says whether its own row or its family's defaults speak. */
export type SuffixFacts = {
  readonly suffix: Suffix
  readonly family: SuffixFamily
  readonly basis: 'suffix' | 'family'
  readonly rule: SuffixRule
  readonly source: string | null
  readonly asOf: IsoDate | null
}

const catalogueSchema = z.strictObject({
  families: z.partialRecord(suffixFamilySchema, suffixRuleSchema),
  suffixes: z.array(suffixRuleRowSchema).readonly(),
})

const CATALOGUE = catalogueSchema.parse(ruleData)
const NOTHING_KNOWN = suffixRuleSchema.parse({})
const OWN_ROWS = new Map(
  CATALOGUE.suffixes.flatMap(({ suffixes, family, ...rule }) =>
    suffixes.map((suffix) => [suffix, { family, rule }] as const),
  ),
)
const COUNTRY_CODES = new Set(tldKinds.internationalisedCountryCodes)
const INFRASTRUCTURE = new Set(tldKinds.infrastructure)

const remembered = new Map<Suffix, SuffixFacts>()

/** Everything the catalogue knows of an ICANN suffix; suffixes without an own row take their family's defaults. */
export function suffixFacts(suffix: Suffix): SuffixFacts {
  const known = remembered.get(suffix)
  if (known) return known
  const facts = lookUp(suffix)
  remembered.set(suffix, facts)
  return facts
}

function lookUp(suffix: Suffix): SuffixFacts {
  const own = OWN_ROWS.get(suffix)
  const family = own?.family ?? familyOf(suffix)
  const rule = own?.rule ?? CATALOGUE.families[family] ?? NOTHING_KNOWN
  return { suffix, family, basis: own ? 'suffix' : 'family', rule, source: rule.source, asOf: rule.asOf }
}

/** The kinds of .jp have rows of their own; what else lies under .jp is the old geographic type. */
function familyOf(suffix: Suffix): SuffixFamily {
  const topLevel = suffix.slice(suffix.lastIndexOf('.') + 1)
  if (topLevel === 'jp') return 'jpGeographic'
  if (INFRASTRUCTURE.has(topLevel)) return 'infrastructure'
  return topLevel.length === 2 || COUNTRY_CODES.has(topLevel) ? 'cctld' : 'gtld'
}

/**
 * Every suffix of the public suffix list's ICANN section with what is known of it, in the list's order. Wildcards stand
 * as they are, e.g. `*.ck`.
 */
export function listSuffixes(): readonly SuffixFacts[] {
  return icannSuffixes.suffixes.map((suffix) => suffixFacts(suffix as Suffix))
}

/** How a suffix behaves on its expiry, as far as the timeline asks. */
export type ExpiryBehaviour = {
  readonly publishesExpiry: boolean
  /** Days after the expiry in which the registry's automatic renewal can still be revoked; null where it has none. */
  readonly autoRenewGraceDays: number | null
}

export function expiryBehaviour(suffix: Suffix): ExpiryBehaviour {
  const { expiryModel, registryRenewMode, graceDays } = suffixFacts(suffix).rule
  return {
    publishesExpiry: expiryModel !== 'none',
    autoRenewGraceDays: registryRenewMode === 'auto' && graceDays ? graceDays : null,
  }
}

/** Each length of automatic-renewal grace that occurs in the catalogue, ascending. */
export const AUTO_RENEW_GRACES: readonly number[] = [
  ...new Set(
    [...Object.values(CATALOGUE.families), ...CATALOGUE.suffixes]
      .filter(({ registryRenewMode, graceDays }) => registryRenewMode === 'auto' && graceDays)
      .map(({ graceDays }) => graceDays ?? 0),
  ),
].sort((a, b) => a - b)
