import { createHash } from 'node:crypto'

/** A file on its way through, and the SHA-256 of all of it. */
type DigestedFile = {
  readonly stream: ReadableStream<Uint8Array>
  /** Reads what nobody has read, without keeping it. To be called when the stream is not read any more. */
  readonly digest: () => Promise<string>
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
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  const digest = async () => {
    for (;;) if ((await next()).done) return hash.digest('hex')
  }
  return { stream, digest }
}
