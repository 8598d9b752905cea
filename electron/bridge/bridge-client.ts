import { type BodyReceiver, createBodyReceiver } from './body-receiver.ts'
import { type BodySender, createBodySender } from './body-sender.ts'
import { type BodyMessage, EMBEDDED_ORIGIN, type FromService, type ResponseHead, type ToService } from './messages.ts'

/** The service ended, or was ended, before it answered. */
export class ServiceGoneError extends Error {
  override readonly name = 'ServiceGoneError'
}

type Exchange = {
  readonly settle: (response: Response) => void
  readonly reject: (error: Error) => void
  sender?: BodySender
  receiver?: BodyReceiver
}

/** The main process's end of the port: an ordinary `fetch` whose requests are answered in the service process. */
export class BridgeClient {
  readonly #send: (message: ToService) => void
  readonly #exchanges = new Map<number, Exchange>()
  #nextId = 1
  #isClosed = false

  constructor(send: (message: ToService) => void) {
    this.#send = send
  }

  fetch(request: Request): Promise<Response> {
    if (this.#isClosed) return Promise.reject(new ServiceGoneError('The service is gone'))
    const id = this.#nextId++
    const { pathname, search } = new URL(request.url)
    return new Promise<Response>((settle, reject) => {
      const exchange: Exchange = { settle, reject }
      this.#exchanges.set(id, exchange)
      request.signal.addEventListener('abort', () => this.#abort(id), { once: true })
      if (request.body !== null) exchange.sender = this.#sendBody(id, exchange, request.body)
      this.#send({
        kind: 'request',
        id,
        method: request.method,
        url: `${EMBEDDED_ORIGIN}${pathname}${search}`,
        headers: [...request.headers],
        hasBody: request.body !== null,
      })
    })
  }

  /** Everything that the service process posts, but its life signs. */
  accept(message: Exclude<FromService, { kind: 'ready' | 'failed' }>): void {
    const exchange = this.#exchanges.get(message.id)
    if (exchange === undefined) return
    if (message.kind === 'response') this.#answer(exchange, message)
    else acceptBody(exchange, message)
  }

  /** The process is gone: open requests are refused, half-read answers break off. */
  close(): void {
    this.#isClosed = true
    for (const exchange of this.#exchanges.values()) {
      exchange.reject(new ServiceGoneError('The service ended before it answered'))
      exchange.receiver?.fail('The service ended in the middle of its answer')
      void exchange.sender?.cancel()
    }
    this.#exchanges.clear()
  }

  #sendBody(id: number, exchange: Exchange, body: ReadableStream<Uint8Array<ArrayBuffer>>): BodySender {
    return createBodySender(
      id,
      body,
      (message) => this.#send(message),
      () => {
        delete exchange.sender
      },
    )
  }

  #answer(exchange: Exchange, head: ResponseHead): void {
    const init = { status: head.status, headers: head.headers.map(([name, value]): [string, string] => [name, value]) }
    if (!head.hasBody) {
      this.#finish(head.id, exchange)
      exchange.settle(new Response(null, init))
      return
    }
    exchange.receiver = createBodyReceiver(
      head.id,
      (message) => this.#send(message),
      () => this.#finish(head.id, exchange),
    )
    exchange.settle(new Response(exchange.receiver.body, init))
  }

  /** A complete answer ends the exchange, even when the request's body was not wanted to its end. */
  #finish(id: number, { sender }: Exchange): void {
    this.#exchanges.delete(id)
    void sender?.cancel()
  }

  #abort(id: number): void {
    const exchange = this.#exchanges.get(id)
    if (exchange === undefined) return
    this.#exchanges.delete(id)
    this.#send({ kind: 'cancel', id })
    exchange.reject(new DOMException('The request was aborted', 'AbortError'))
    exchange.receiver?.fail('The request was aborted')
    void exchange.sender?.cancel()
  }
}

function acceptBody({ sender, receiver }: Exchange, message: BodyMessage): void {
  switch (message.kind) {
    case 'chunk':
      receiver?.chunk(message.bytes)
      return
    case 'end':
      receiver?.end()
      return
    case 'broken':
      receiver?.fail(message.reason)
      return
    case 'pull':
      void sender?.pull()
      return
    case 'cancel':
      void sender?.cancel()
      return
  }
}
