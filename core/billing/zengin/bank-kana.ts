import { ok, type Result, refused } from '../../base/result.ts'

/** Which characters a field may hold: names of parties, names of banks and branches, EDI information. */
export type BankCharset = 'party' | 'bank' | 'edi'

/** JBA's 付録1. Its revision allows `ｦ` in names too, but not every bank takes it, so none is sent one. */
const ALLOWED: Readonly<Record<BankCharset, RegExp>> = {
  party: /^[ｱ-ﾝﾞﾟA-Z0-9 ().-]$/,
  bank: /^[ｱ-ﾝﾞﾟA-Z0-9 -]$/,
  edi: /^[ｦｱ-ﾝﾞﾟA-Z0-9 ().\-\\｢｣/]$/,
}

const KATAKANA = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン'
const HALF_WIDTH = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ'
const SMALL = 'ァィゥェォッャュョヮヵヶ'
const LARGE = 'アイウエオツヤユヨワカケ'

const paired = (from: string, to: string): readonly (readonly [string, string])[] =>
  [...from].map((character, n) => [character, to[n] ?? ''])

const SMALL_TO_LARGE: ReadonlyMap<string, string> = new Map(paired(SMALL, LARGE))

/** What is left of a character after Unicode has taken it apart, to the byte that a bank knows. */
const TO_HALF_WIDTH: ReadonlyMap<string, string> = new Map([
  ...paired(KATAKANA, HALF_WIDTH),
  ['\u3099', 'ﾞ'],
  ['\u309a', 'ﾟ'],
  ['「', '｢'],
  ['」', '｣'],
  ...[...'ー‐‑‒–—―−'].map((dash) => [dash, '-'] as const),
])

/** Capitals and large half-width katakana with the marks apart; what banks do not know (kanji) stays as it is. */
export function toHalfWidth(text: string): string {
  const katakana = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[ぁ-ゖ]/g, (hiragana) => String.fromCharCode(hiragana.charCodeAt(0) + 0x60))
  const large = [...katakana].map((character) => SMALL_TO_LARGE.get(character) ?? character).join('')
  return [...large.normalize('NFD')].map((character) => TO_HALF_WIDTH.get(character) ?? character).join('')
}

/** Text as a bank takes it in a field of this kind, refused with the first character that it does not take. */
export function toBankText(
  text: string,
  charset: BankCharset,
): Result<string, { readonly code: 'bad_character'; readonly character: string }> {
  const half = toHalfWidth(text)
  const character = strangerIn(half, charset)
  return character === null ? ok(half) : refused({ code: 'bad_character', character })
}

/** The first character of a text that the charset lacks; null where there is none. */
export function strangerIn(text: string, charset: BankCharset): string | null {
  return [...text].find((character) => !ALLOWED[charset].test(character)) ?? null
}
