import type { BodyMessage } from './messages.ts'

/** The receiving end of one body. */
export type BodyReceiver = {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>
  readonly chunk: (bytes: Uint8Array<ArrayBuffer>) => void
  readonly end: () => void
  readonly fail: (reason: string) => void
}

/** `onDone` runs once, when the body has ended, broken or is no longer wanted. */
export function createBodyReceiver(id: number, send: (message: BodyMessage) => void, onDone: () => void): BodyReceiver {
  let arrived: (() => void) | undefined
  let isDone = false
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>

  function finish(close: () => void): void {
    if (isDone) return
    isDone = true
    close()
    arrived?.()
    onDone()
  }

  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(given) {
        controller = given
      },
      pull() {
        send({ kind: 'pull', id })
        return new Promise<void>((resolve) => {
          arrived = resolve
        })
      },
      cancel() {
        finish(() => send({ kind: 'cancel', id }))
      },
    },
    // Nothing is fetched ahead of the reader: the stream asks only when somebody reads.
    { highWaterMark: 0 },
  )

  return {
    body,
    chunk(bytes) {
      if (isDone) return
      controller.enqueue(bytes)
      arrived?.()
    },
    end: () => finish(() => controller.close()),
    fail: (reason) => finish(() => controller.error(new Error(reason))),
  }
}
