import { createHash } from 'node:crypto'

/** No file that is taken in is larger. */
const MAX_DROPPED_BYTES = 1024 * 1024 * 1024

/** A file on its way through, and the SHA-256 of all of it. */
type DigestedFile = {
  readonly stream: ReadableStream<Uint8Array>
  /** Reads what nobody has read, without keeping it. To be called when the stream is not read any more. */
  readonly digest: () => Promise<string>
  /**
   * Reads the rest for nothing: whoever is still sending would see a broken connection instead of why the file is refused.
   */
  readonly drop: () => Promise<void>
}

/** Takes the digest of a file while it streams past, so that it is known without the file being kept. */
export function digestWhileRead(source: ReadableStream<Uint8Array>): DigestedFile {
  const hash = createHash('sha256')
  const reader = source.getReader()
  const next = async () => {
    const part = await reader.read()
    if (!part.done) hash.update(part.value)
    return part
  }
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const part = await next()
        if (part.done) controller.close()
        else controller.enqueue(part.value)
      },
    },
    { highWaterMark: 0 },
  )
  const digest = async () => {
    for (;;) if ((await next()).done) return hash.digest('hex')
  }
  const drop = async () => {
    for (let size = 0; size < MAX_DROPPED_BYTES; ) {
      const part = await reader.read()
      if (part.done) return
      size += part.value.byteLength
    }
    await reader.cancel()
  }
  return { stream, digest, drop }
}
