import { FileRefusal } from './file-refusal.ts'
import { LIMITS } from './limits.ts'

/** The bytes of a file as they arrive, or all of them. */
export type FileSource = AsyncIterable<Uint8Array> | Uint8Array

const HEAD_BYTES = 8 * 1024

async function* chunksOf(source: FileSource): AsyncGenerator<Buffer> {
  if (source instanceof Uint8Array) {
    yield Buffer.from(source.buffer, source.byteOffset, source.byteLength)
    return
  }
  for await (const chunk of source) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}

const MAX_CHUNK = 64 * 1024

/** Chunks of at most 64 KiB, so that no step of the work holds the loop for long; refuses files that are too large. */
async function* measured(source: FileSource): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of chunksOf(source)) {
    size += chunk.byteLength
    if (size > LIMITS.fileBytes) throw new FileRefusal('too_large')
    for (let start = 0; start < chunk.byteLength; start += MAX_CHUNK) yield chunk.subarray(start, start + MAX_CHUNK)
  }
}

/** The first bytes of a file, and the whole of it still to be read. */
export async function withHead(
  source: FileSource,
): Promise<{ readonly head: Buffer; readonly bytes: AsyncIterable<Buffer> }> {
  const chunks = measured(source)
  const first: Buffer[] = []
  let size = 0
  while (size < HEAD_BYTES) {
    const next = await chunks.next()
    if (next.done) break
    first.push(next.value)
    size += next.value.byteLength
  }
  if (size === 0) throw new FileRefusal('empty_file')
  return { head: Buffer.concat(first).subarray(0, HEAD_BYTES), bytes: rejoined(first, chunks) }
}

async function* rejoined(first: readonly Buffer[], rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield* first
  yield* rest
}

/** All bytes of a file that may not be longer than `maxBytes`. */
export async function collect(bytes: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.byteLength
    if (size > maxBytes) throw new FileRefusal('sheet_too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
