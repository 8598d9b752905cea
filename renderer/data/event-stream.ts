/** One server-sent event: its name and its data, still as text. */
export type StreamEvent = { readonly name: string; readonly data: string }

/**
 * Collects the lines of a `text/event-stream` into events; give it each chunk as it arrives.
 * Only `event` and `data` are read: the stream tells what to read again, so a missed event costs nothing after a reconnect.
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function createEventParser(emit: (event: StreamEvent) => void): (chunk: string) => void {
  let rest = ''
  let name = ''
  let data: string[] = []
  const takeLine = (line: string) => {
    if (line === '') {
      if (data.length > 0) emit({ name: name || 'message', data: data.join('\n') })
      name = ''
      data = []
      return
    }
    const [field = '', ...value] = line.split(':')
    const text = value.join(':').replace(/^ /, '')
    if (field === 'event') name = text
    if (field === 'data') data.push(text)
  }
  return (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r/)
    rest = lines.pop() ?? ''
    lines.forEach(takeLine)
  }
}

export type StreamHandlers = {
  readonly onEvent: (event: StreamEvent) => void
  /** After a break and a new connection: whatever happened in between was missed. */
  readonly onReconnected: () => void
  /** After the first connection. */
  readonly onConnected?: () => void
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000

/**
 * Listens until the returned function is called, reconnecting with growing pauses. `fetch` and not `EventSource`,
 * because a custom scheme such as `app://` streams `fetch` answers in every Electron version.
 */
export function openEventStream(address: string, handlers: StreamHandlers): () => void {
  const stop = new AbortController()
  void listenUntilStopped(address, handlers, stop.signal)
  return () => stop.abort()
}

async function listenUntilStopped(address: string, handlers: StreamHandlers, signal: AbortSignal): Promise<void> {
  let wait = FIRST_WAIT_MS
  let wasConnected = false
  while (!signal.aborted) {
    try {
      await listenOnce(address, handlers, signal, () => {
        if (wasConnected) handlers.onReconnected()
        else handlers.onConnected?.()
        wasConnected = true
        wait = FIRST_WAIT_MS
      })
    } catch {
      // A broken stream is the normal end of one; the loop opens the next.
    }
    await pause(wait, signal)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }
}

async function listenOnce(
  address: string,
  { onEvent }: StreamHandlers,
  signal: AbortSignal,
  onOpen: () => void,
): Promise<void> {
  const response = await fetch(address, { headers: { Accept: 'text/event-stream' }, signal })
  if (!response.ok || !response.body) return
  onOpen()
  const feed = createEventParser(onEvent)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) feed(part.value)
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
