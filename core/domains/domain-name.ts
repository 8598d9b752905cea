import type { Brand } from '../base/brand.ts'
import { ok, type Result, refused } from '../base/result.ts'
import { toALabels, toULabels } from './idna.ts'
import { matchSuffix, type Suffix } from './suffix.ts'

/** A registrable name as A-label in lower case, e.g. `example.co.jp`, `xn--wgv71a119e.jp`. */
export type DomainName = Brand<string, 'DomainName'>

export type ParsedDomainName = {
  readonly name: DomainName
  /** The form that people read, e.g. `日本語.jp`. */
  readonly unicodeName: string
  readonly suffix: Suffix
}

export type DomainNameRefusalCode =
  | 'empty'
  | 'not_a_domain'
  | 'sub_domain'
  | 'bare_suffix'
  | 'private_suffix'
  | 'bad_label'
  | 'too_long'
  | 'unknown_suffix'

/** Why a text is no registrable name; `registrable` is the name that a sub-domain belongs to (A-label). */
export type DomainNameRefusal = { readonly code: DomainNameRefusalCode; readonly registrable?: string }

/** RFC 1035 §2.3.4, without the root's dot. */
const MAX_NAME_LENGTH = 253
const MAX_LABEL_LENGTH = 63

/** Nothing this long can become a name, even where most of its characters are ignored by UTS 46. */
const MAX_TEXT_LENGTH = 1024

const PLAIN_NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/
const FINAL_DOT = /[.．。｡]$/u
const NO_DOMAIN = /[\s/\\:@?#,;]/u

/**
 * Reads a domain name as people and files write it: capitals, full-width characters, ideographic full stops, a trailing
 * dot, blanks around it, either spelling of an internationalised name. Only what a registry would register passes.
 */
export function parseDomainName(text: string): Result<ParsedDomainName, DomainNameRefusal> {
  if (text.length > MAX_TEXT_LENGTH) return refused({ code: 'too_long' })
  const trimmed = text.trim().replace(FINAL_DOT, '')
  if (trimmed === '') return refused({ code: 'empty' })
  const lower = trimmed.toLowerCase()
  if (isPlain(lower)) return place(lower)
  const normalised = normalise(trimmed)
  return normalised.ok ? place(normalised.value) : normalised
}

/** Most names of a portfolio are plain ASCII and need none of the Unicode processing, which costs 20 times more. */
function isPlain(text: string): boolean {
  return text.length <= MAX_NAME_LENGTH && !text.includes('--') && PLAIN_NAME.test(text)
}

function normalise(text: string): Result<string, DomainNameRefusal> {
  if (NO_DOMAIN.test(text) || IPV4.test(text)) return refused({ code: 'not_a_domain' })
  const ascii = toALabels(text)
  if (ascii === null) return refused({ code: hasLongLabel(text) ? 'too_long' : 'bad_label' })
  if (ascii.length > MAX_NAME_LENGTH || hasLongLabel(ascii)) return refused({ code: 'too_long' })
  return ok(ascii)
}

function hasLongLabel(text: string): boolean {
  return text.split('.').some((label) => label.length > MAX_LABEL_LENGTH)
}

function place(asciiName: string): Result<ParsedDomainName, DomainNameRefusal> {
  const { section, suffix, registrable } = matchSuffix(asciiName)
  if (section === 'private') return refused({ code: 'private_suffix' })
  if (section === 'unlisted') return refused({ code: asciiName.includes('.') ? 'unknown_suffix' : 'not_a_domain' })
  if (registrable === null) return refused({ code: 'bare_suffix' })
  if (registrable !== asciiName) return refused({ code: 'sub_domain', registrable })
  return ok({ name: asciiName as DomainName, unicodeName: toULabels(asciiName), suffix: suffix as Suffix })
}
