import { type BodyReceiver, createBodyReceiver } from './body-receiver.ts'
import { type BodySender, createBodySender } from './body-sender.ts'
import type { BodyMessage, FromService, RequestHead, ToService } from './messages.ts'

type Handler = (request: Request) => Response | Promise<Response>

type Exchange = {
  readonly aborter: AbortController
  sender?: BodySender
  receiver?: BodyReceiver
}

/** The service's end of the port: feeds an ordinary fetch handler and streams its answers back. */
export class BridgeServer {
  readonly #handler: Handler
  readonly #send: (message: FromService) => void
  readonly #exchanges = new Map<number, Exchange>()

  constructor(handler: Handler, send: (message: FromService) => void) {
    this.#handler = handler
    this.#send = send
  }

  /** Everything that the main process posts, but the orders to start and to stop. */
  accept(message: Exclude<ToService, { kind: 'start' | 'stop' }>): void {
    if (message.kind === 'request') {
      void this.#serve(message)
      return
    }
    const exchange = this.#exchanges.get(message.id)
    if (exchange !== undefined) acceptBody(exchange, message)
  }

  async #serve(head: RequestHead): Promise<void> {
    const exchange: Exchange = { aborter: new AbortController() }
    this.#exchanges.set(head.id, exchange)
    try {
      const response = await this.#handler(this.#requestOf(head, exchange))
      if (!exchange.aborter.signal.aborted) return this.#answer(head, exchange, response)
      this.#finish(head.id, exchange)
      await response.body?.cancel()
    } catch (error) {
      // The handler answers its own errors; what arrives here is a fault of the bridge or an abort.
      console.error(error)
      this.#send({ kind: 'response', id: head.id, status: 500, headers: [], hasBody: false })
      this.#finish(head.id, exchange)
    }
  }

  #requestOf(head: RequestHead, exchange: Exchange): Request {
    const init = {
      method: head.method,
      headers: head.headers.map(([name, value]): [string, string] => [name, value]),
      signal: exchange.aborter.signal,
    }
    if (!head.hasBody) return new Request(head.url, init)
    exchange.receiver = createBodyReceiver(
      head.id,
      (message) => this.#send(message),
      () => {
        delete exchange.receiver
      },
    )
    return new Request(head.url, { ...init, body: exchange.receiver.body, duplex: 'half' } as RequestInit)
  }

  #answer(head: RequestHead, exchange: Exchange, response: Response): void {
    const hasBody = response.body !== null && head.method !== 'HEAD'
    if (response.body !== null && hasBody) {
      exchange.sender = createBodySender(
        head.id,
        response.body,
        (message) => this.#send(message),
        () => this.#finish(head.id, exchange),
      )
    }
    this.#send({ kind: 'response', id: head.id, status: response.status, headers: [...response.headers], hasBody })
    if (!hasBody) this.#finish(head.id, exchange)
  }

  /** An answer that is out ends the exchange, even when the request's body was never read to its end. */
  #finish(id: number, { receiver }: Exchange): void {
    this.#exchanges.delete(id)
    receiver?.fail('The request was answered already')
  }
}

function acceptBody({ aborter, sender, receiver }: Exchange, message: BodyMessage): void {
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
      aborter.abort()
      void sender?.cancel()
      return
  }
}
