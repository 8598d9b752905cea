import { isNothing } from './list-cell.ts'

const SEPARATOR = /[,;|、，\n]/u
/** A tag in quotes, in which a quote is doubled, or what stands up to the next separator. */
const TAG = /\s*(?:"((?:[^"]|"")*)"\s*(?=[,;|、，\n]|$)|([^,;|、，\n]+))/gu

/**
 * Tags, folders or categories in a cell. Blanks belong to a tag; separators are commas, semicolons, bars, line ends. In
 * quotes a tag is taken as it is.
 */
export function readTags(text: string): readonly string[] {
  const tags = [...text.matchAll(TAG)].flatMap(([, quoted, plain = '']) => {
    if (quoted !== undefined) return quoted.replaceAll('""', '"').trim()
    return isNothing(plain.trim()) ? [] : plain.trim()
  })
  return [...new Set(tags.filter((tag) => tag !== ''))]
}

/** Tags as a cell from which `readTags` reads the same again. */
export function writeTags(tags: readonly string[]): string {
  return tags.map((tag) => (needsQuotes(tag) ? `"${tag.replaceAll('"', '""')}"` : tag)).join('; ')
}

function needsQuotes(tag: string): boolean {
  return tag.startsWith('"') || isNothing(tag) || SEPARATOR.test(tag)
}
