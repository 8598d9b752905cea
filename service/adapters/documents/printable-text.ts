import { readDocumentFonts } from './document-fonts.ts'
import { covers, type FontCoverage, readFontCoverage } from './font-coverage.ts'

/** The mark that Japanese print puts where a character is missing. */
const GETA = '〓'
/** Drawn by no font: joiners, marks of direction, variation selectors. */
const IGNORABLE = /^\p{Default_Ignorable_Code_Point}$/u
const CONTROL = /\p{Cc}/gu

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
let coverages: readonly FontCoverage[] | null = null
const answers = new Map<string, boolean>()
const REMEMBERED = 20_000

/**
 * The characters (as a reader sees them) that no font of documents can print, each once, in order. A PDF that contains
 * one is refused by the compiler: refuse such a party name at input, print such a domain name as its A-label.
 */
export function unsupportedCharacters(text: string): string[] {
  return [...new Set(characters(text).filter((character) => !isPrintable(character)))]
}

/** Text that every document can print: control characters become spaces, what no font has becomes 〓. */
export function printableText(text: string): string {
  const plain = text.toWellFormed().replace(CONTROL, ' ')
  return characters(plain)
    .map((character) => (isPrintable(character) ? character : GETA))
    .join('')
}

/** A domain name as documents print it: what people read, or the A-label where that cannot be printed. */
export function printableName(name: string, unicodeName: string): string {
  return unsupportedCharacters(unicodeName).length === 0 ? unicodeName : name
}

function characters(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}

function isPrintable(character: string): boolean {
  const known = answers.get(character)
  if (known !== undefined) return known
  const answer = hasFontFor(character.normalize('NFC')) || hasFontFor(character.normalize('NFD'))
  if (answers.size >= REMEMBERED) answers.clear()
  answers.set(character, answer)
  return answer
}

/** The compiler sets a character with its marks in one font, so that one font must have all of it. */
function hasFontFor(character: string): boolean {
  coverages ??= readDocumentFonts().map(readFontCoverage)
  const drawn = [...character].filter((part) => !IGNORABLE.test(part)).map((part) => part.codePointAt(0) ?? 0)
  return coverages.some((coverage) => drawn.every((codePoint) => covers(coverage, codePoint)))
}
