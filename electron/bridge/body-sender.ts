import type { BodyMessage } from './messages.ts'

/** Larger chunks are cut: one message of tens of megabytes would hold up all others on the port. */
const MAX_CHUNK_BYTES = 256 * 1024

/** The sending end of one body. */
export type BodySender = {
  /** The other side asks for the next chunk. */
  readonly pull: () => Promise<void>
  /** The other side wants no more. */
  readonly cancel: () => Promise<void>
}

export function createBodySender(
  id: number,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  send: (message: BodyMessage) => void,
  onDone: () => void,
): BodySender {
  const reader = body.getReader()
  let rest: Uint8Array<ArrayBuffer> | undefined
  let isDone = false

  function finish(last: BodyMessage | null): void {
    if (isDone) return
    isDone = true
    if (last !== null) send(last)
    onDone()
  }

  async function nextBytes(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (rest !== undefined) return rest
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return undefined
      if (value.byteLength > 0) return value
    }
  }

  async function pull(): Promise<void> {
    try {
      const bytes = await nextBytes()
      if (bytes === undefined) return finish({ kind: 'end', id })
      rest = bytes.byteLength > MAX_CHUNK_BYTES ? bytes.subarray(MAX_CHUNK_BYTES) : undefined
      // A copy: a view would drag its whole backing buffer through the structured clone.
      if (!isDone) send({ kind: 'chunk', id, bytes: bytes.slice(0, MAX_CHUNK_BYTES) })
    } catch (error) {
      finish({ kind: 'broken', id, reason: String(error) })
    }
  }

  async function cancel(): Promise<void> {
    finish(null)
    await reader.cancel().catch(() => undefined)
  }

  return { pull, cancel }
}
