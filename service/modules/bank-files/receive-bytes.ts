import { Refusal } from '../../refusal.ts'

/** 100,000 lines of 200 bytes; no bank sends more at once. */
const MAX_BYTES = 20_200_000

/** The bytes of an uploaded bank file, which is held in memory whole: its trailers vouch for all of it. */
export async function receiveBytes(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > MAX_BYTES) throw new Refusal('too_large', { detail: `The file is larger than ${MAX_BYTES} bytes.` })
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}
