/**
 * Compares texts as both databases do, by code point. JavaScript compares UTF-16 units, which puts 𠮷 (a surrogate pair)
 * before full-width letters.
 */
export function compareByCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i)
    const right = b.charCodeAt(i)
    if (left !== right) return rank(left) - rank(right)
  }
  return a.length - b.length
}

const FIRST_SURROGATE = 0xd800
const BEHIND_SURROGATES = 0xe000

/** Surrogates stand for code points behind everything else. */
function rank(unit: number): number {
  return unit >= FIRST_SURROGATE && unit < BEHIND_SURROGATES ? unit + 0x10000 : unit
}
