import { invariant } from '../../../core/base/invariant.ts'

/** The characters that a font has a glyph for, as sorted ranges `[first, last]` of code points. */
export type FontCoverage = readonly (readonly [first: number, last: number])[]

/** Reads the `cmap` table of a TrueType font (OpenType 1.9.1, formats 4 and 12). */
export function readFontCoverage(font: Buffer): FontCoverage {
  const cmap = tableOffset(font, 'cmap')
  const full = subtableOffset(font, cmap, 12)
  return full === null ? rangesOfFormat4(font, subtableOffset(font, cmap, 4)) : rangesOfFormat12(font, full)
}

export function covers(coverage: FontCoverage, codePoint: number): boolean {
  let low = 0
  let high = coverage.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last] = coverage[middle] ?? [0, 0]
    if (codePoint < first) high = middle - 1
    else if (codePoint > last) low = middle + 1
    else return true
  }
  return false
}

function tableOffset(font: Buffer, tag: string): number {
  const tables = font.readUInt16BE(4)
  for (let index = 0; index < tables; index += 1) {
    const entry = 12 + index * 16
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8)
  }
  throw new Error(`The font has no table ${tag}`)
}

function subtableOffset(font: Buffer, cmap: number, format: number): number | null {
  const count = font.readUInt16BE(cmap + 2)
  for (let index = 0; index < count; index += 1) {
    const offset = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4)
    if (font.readUInt16BE(offset) === format) return offset
  }
  return null
}

function rangesOfFormat12(font: Buffer, table: number): FontCoverage {
  const groups = font.readUInt32BE(table + 12)
  return Array.from({ length: groups }, (_, index) => {
    const group = table + 16 + index * 12
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)] as const
  })
}

/** The segments of format 4; the last one, U+FFFF, stands for no character. */
function rangesOfFormat4(font: Buffer, table: number | null): FontCoverage {
  invariant(table !== null, 'a document font has a cmap of format 4 or 12')
  const segments = font.readUInt16BE(table + 6) / 2
  return Array.from({ length: segments }, (_, index) => {
    const last = font.readUInt16BE(table + 14 + index * 2)
    const first = font.readUInt16BE(table + 16 + segments * 2 + index * 2)
    return [first, last] as const
  }).filter(([first]) => first !== 0xffff)
}
