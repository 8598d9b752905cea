import type { Brand } from '../base/brand.ts'
import { LEGAL_FORMS } from './legal-form.ts'
import { toHalfWidth } from './zengin/bank-kana.ts'

/** What is left of a payer's name for comparing: half-width kana, capitals and digits, without the legal form. */
export type PayerKey = Brand<string, 'PayerKey'>

/** From this length on, the beginning of a name says who it is: fields of banks cut names off. */
export const SHORTEST_CUT = 6

const longestFirst = (words: readonly string[]) => [...new Set(words)].sort((a, b) => b.length - a.length)

/** `ｶ)X` in front, `X(ｶ)Y` in between, `X(ｶ` at the end; ㈱ and ㈲ are (株) and (有). */
const SHORT_FORMS = longestFirst([...LEGAL_FORMS.map(({ short }) => toHalfWidth(short)), '株', '有']).join('|')
const IN_BRACKETS = new RegExp(`^\\(?(?:${SHORT_FORMS})\\)|\\((?:${SHORT_FORMS})(?:\\)|$)`, 'g')

/** Forms in full, as kanji and as kana; 会社 is also read unvoiced. */
const FULL_FORMS = longestFirst(
  LEGAL_FORMS.flatMap(({ name, kana }) => [name, kana, kana.replace('ガイシャ', 'カイシャ')]).map(toHalfWidth),
)
const IN_FULL = new RegExp(FULL_FORMS.join('|'), 'g')

/** Everything that names do not differ by: spaces, strokes (also those of long vowels), points. */
const NOISE = /[^ｦｱ-ﾝﾞﾟA-Z0-9\p{Script=Han}]/gu
const NOISE_BUT_BRACKETS = /[^ｦｱ-ﾝﾞﾟA-Z0-9\p{Script=Han}()]/gu

/**
 * The key of a name as banks, contracts or people write it. Marks stay apart from their kana, so that a name which was cut
 * between the two is still the beginning of the whole one. Empty where nothing is left to compare.
 */
export function payerKey(name: string): PayerKey {
  const written = toHalfWidth(name).replace(NOISE_BUT_BRACKETS, '')
  const bare = written.replace(IN_BRACKETS, '').replace(IN_FULL, '').replace(NOISE, '')
  // Who is called after nothing but a legal form keeps it.
  return (bare === '' ? written.replace(NOISE, '') : bare) as PayerKey
}
