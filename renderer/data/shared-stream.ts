import { openEventStream, type StreamEvent, type StreamHandlers } from './event-stream.ts'

type Message = { readonly kind: 'event'; readonly event: StreamEvent } | { readonly kind: 'reconnected' }

/**
 * Listens to a stream together with the browser's other tabs: one of them holds the connection and passes on what it
 * hears; when it is closed, the next takes over. Over HTTP/1.1 a browser opens six connections to a server at most, for all
 * tabs, so that a stream in each would leave none for the seventh tab.
 * Source: https://developer.mozilla.org/en-US/docs/Web/API/EventSource (the warning on open connections)
 */
export function openSharedStream(address: string, handlers: StreamHandlers): () => void {
  // Only pages of a secure context have locks: https, and this machine.
  if (!('locks' in navigator)) return openEventStream(address, handlers)
  const channel = new BroadcastChannel(address)
  const stop = new AbortController()
  const tell = (message: Message) => {
    if (stop.signal.aborted) return
    if (message.kind === 'event') handlers.onEvent(message.event)
    else handlers.onReconnected()
  }
  channel.onmessage = ({ data }: MessageEvent<Message>) => tell(data)
  const pass = (message: Message) => {
    tell(message)
    if (!stop.signal.aborted) channel.postMessage(message)
  }
  void leadInTurn(address, pass, stop.signal)
  return () => {
    stop.abort()
    channel.close()
  }
}

/** Holds the stream as soon as no other tab does, until `stopped`. */
async function leadInTurn(address: string, pass: (message: Message) => void, stopped: AbortSignal): Promise<void> {
  const isFirst = await navigator.locks.request(address, { ifAvailable: true }, async (lock) => {
    if (lock) await holdStream(address, pass, stopped, { isTakeover: false })
    return lock !== null
  })
  if (isFirst || stopped.aborted) return
  const takeOver = () => holdStream(address, pass, stopped, { isTakeover: true })
  // Refused with the signal's reason when this tab stops before its turn comes.
  await navigator.locks.request(address, { signal: stopped }, takeOver).catch(() => undefined)
}

function holdStream(
  address: string,
  pass: (message: Message) => void,
  stopped: AbortSignal,
  { isTakeover }: { readonly isTakeover: boolean },
): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) return resolve()
    const close = openEventStream(address, {
      onEvent: (event) => pass({ kind: 'event', event }),
      onReconnected: () => pass({ kind: 'reconnected' }),
      // Between two holders nobody listened.
      ...(isTakeover && { onConnected: () => pass({ kind: 'reconnected' }) }),
    })
    const end = () => {
      close()
      resolve()
    }
    stopped.addEventListener('abort', end, { once: true })
  })
}
