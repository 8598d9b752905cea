import { storableText } from './sheet.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const MARKUP = /[&<>"]/
const ALL_MARKUP = /[&<>"]/g
/** Spreadsheets read `_x0041_` as `A` (ECMA-376, ST_Xstring): an underscore that begins such a text is written so. */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g

/** Text as the content of an element or an attribute of a sheet. */
export function xmlText(text: string): string {
  const plain = storableText(text).replace(LOOKS_ESCAPED, '_x005F_')
  return MARKUP.test(plain) ? plain.replace(ALL_MARKUP, (character) => ENTITIES[character] ?? character) : plain
}
