import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/**
 * Writes resources/tlds/icann-suffixes.json from the public suffix list inside tldts. Run it after an update of tldts:
 * npm run suffixes
 */

/** The list as tldts packs it: node n has the edges edgeStart[n] to edgeStart[n + 1], each with a label and a child. */
const packedListSchema = z.object({
  nodeFlags: z.instanceof(Uint8Array),
  edgeStart: z.instanceof(Uint16Array),
  edgeLength: z.instanceof(Uint8Array),
  edgeChild: z.instanceof(Uint16Array),
  labelText: z.string(),
  rulesRoot: z.number(),
})
type PackedList = z.output<typeof packedListSchema>

const ICANN_FLAG = 1

function labelsByEdge(list: PackedList): string[] {
  let offset = 0
  return Array.from(list.edgeLength, (length) => {
    offset += length
    return list.labelText.slice(offset - length, offset)
  })
}

function icannSuffixes(list: PackedList): string[] {
  const labels = labelsByEdge(list)
  const suffixes: string[] = []
  const visit = (node: number, suffix: string) => {
    if (suffix !== '' && ((list.nodeFlags[node] ?? 0) & ICANN_FLAG) !== 0) suffixes.push(suffix)
    for (let edge = list.edgeStart[node] ?? 0; edge < (list.edgeStart[node + 1] ?? 0); edge += 1) {
      visit(list.edgeChild[edge] ?? 0, suffix === '' ? (labels[edge] ?? '') : `${labels[edge]}.${suffix}`)
    }
  }
  visit(list.rulesRoot, '')
  return suffixes
}

const isAscii = (text: string) => /^[\x21-\x7e]+$/.test(text)

const packageFile = createRequire(import.meta.url).resolve('tldts/package.json')
const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, 'utf8')))
const list = packedListSchema.parse(await import(join(dirname(packageFile), 'dist/es6/src/data/trie.js')))
const suffixes = icannSuffixes(list).filter(isAscii).sort()
const target = join(import.meta.dirname, '../resources/tlds/icann-suffixes.json')
const lines = suffixes.map((suffix) => `    ${JSON.stringify(suffix)}`).join(',\n')
writeFileSync(
  target,
  `{\n  "source": "Public Suffix List, ICANN section, in tldts ${version}",\n  "suffixes": [\n${lines}\n  ]\n}\n`,
)
process.stdout.write(`${suffixes.length} suffixes from tldts ${version}\n`)
