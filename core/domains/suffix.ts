import { getPublicSuffix, parse } from 'tldts'
import { z } from 'zod'
import type { Brand } from '../base/brand.ts'
import { invariant } from '../base/invariant.ts'
import type { DomainName } from './domain-name.ts'
import { toALabels, toULabels } from './idna.ts'

/** An ICANN suffix of the public suffix list as A-label, e.g. `jp`, `co.jp`, `com`: the ドメインの種類 of a name. */
export type Suffix = Brand<string, 'Suffix'>

/** Names come in normalised, so that tldts need not look for hosts in URLs, ports or IP addresses. */
const NORMALISED = { validateHostname: false, extractHostname: false, detectIp: false, mixedInputs: false } as const

/** Where a normalised name stands in the public suffix list. */
export type SuffixMatch = {
  readonly section: 'icann' | 'private' | 'unlisted'
  readonly suffix: string
  /** The suffix and one label more; null when the name is itself a suffix. */
  readonly registrable: string | null
}

/** Looks a normalised (lower case, A-label) name up in the public suffix list, private section included. */
export function matchSuffix(asciiName: string): SuffixMatch {
  const match = parse(asciiName, { ...NORMALISED, allowPrivateDomains: true })
  const section = match.isIcann ? 'icann' : match.isPrivate ? 'private' : 'unlisted'
  return { section, suffix: match.publicSuffix ?? asciiName, registrable: match.domain }
}

/** The suffix under which a name is registered. */
export function suffixOf(name: DomainName): Suffix {
  const suffix = getPublicSuffix(name, NORMALISED)
  invariant(suffix, `no suffix in ${name}`)
  return suffix as Suffix
}

/** The suffix in either spelling, with or without the dot in front; null when the public suffix list does not know it. */
export function parseSuffix(text: string): Suffix | null {
  const trimmed = text.trim().replace(/^[.．。]/u, '')
  if (trimmed === '' || trimmed.length > 253) return null
  const ascii = toALabels(trimmed)
  if (!ascii) return null
  const match = parse(ascii, { ...NORMALISED, allowPrivateDomains: false })
  return match.isIcann && match.domain === null ? (ascii as Suffix) : null
}

/** The form that people read, e.g. `公司.cn`. */
export function unicodeSuffix(suffix: Suffix): string {
  return toULabels(suffix)
}

export const suffixSchema = z.string().transform((text, context) => {
  const suffix = parseSuffix(text)
  if (suffix) return suffix
  context.addIssue({ code: 'custom', message: 'a domain suffix such as co.jp' })
  return z.NEVER
})
