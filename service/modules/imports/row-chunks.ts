import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import type { FileRow } from './reader/open-table.ts'

/** A chunk is full at either: so many rows, or so many characters in their cells. */
const MAX_ROWS = 2_000
const MAX_CHARACTERS = 1024 * 1024

export type RowChunk = { readonly firstRow: number; readonly rows: readonly FileRow[] }

/** Groups rows into chunks as they come; rows count from 1. */
export async function* chunked(blocks: AsyncIterable<readonly FileRow[]>): AsyncGenerator<RowChunk> {
  let chunk: FileRow[] = []
  let characters = 0
  let firstRow = 1
  for await (const block of blocks) {
    for (const row of block) {
      chunk.push(row)
      for (const cell of row.cells) characters += cell.length
      if (chunk.length < MAX_ROWS && characters < MAX_CHARACTERS) continue
      yield { firstRow, rows: chunk }
      firstRow += chunk.length
      chunk = []
      characters = 0
    }
  }
  if (chunk.length > 0) yield { firstRow, rows: chunk }
}

/** The fastest level: exports repeat themselves so much that a tenth is left all the same. */
const LEVEL = 1

export function packRows(rows: readonly FileRow[]): Uint8Array {
  return deflateRawSync(JSON.stringify(rows.map(({ line, cells }) => [line, ...cells])), { level: LEVEL })
}

const packedSchema = z.array(z.tuple([z.number()], z.string()))

export function unpackRows(bytes: Uint8Array): readonly FileRow[] {
  const packed = packedSchema.parse(JSON.parse(inflateRawSync(bytes).toString('utf8')))
  return packed.map(([line, ...cells]) => ({ line, cells }))
}
