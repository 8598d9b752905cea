import type { ServiceState } from '../../../core/contract/ipc/service.ts'
import { BridgeClient, ServiceGoneError } from '../../bridge/bridge-client.ts'
import type { FromService, ToService } from '../../bridge/messages.ts'

/** A running service process, as far as its supervisor needs to know it. */
export type ServiceChild = {
  readonly post: (message: ToService) => void
  readonly onMessage: (listener: (message: FromService) => void) => void
  readonly onExit: (listener: (code: number) => void) => void
  readonly kill: () => void
}

export type SupervisorOptions = {
  readonly fork: (restore: boolean) => ServiceChild
  readonly onState: (state: ServiceState) => void
  /** Milliseconds that never go back, such as `performance.now`. */
  readonly now: () => number
}

/** Ends that follow each other faster than this count as one series. */
const SERIES_MS = 60_000
const MAX_RESTARTS = 5
const FIRST_DELAY_MS = 250
/** How long a stopping service may take to finish its transactions. */
const STOP_MS = 10_000

type LastWords = { readonly detail: string; readonly canRestore: boolean }
type Waiter = { readonly go: () => void; readonly refuse: (error: Error) => void }

/** Keeps the account service running: starts it, restarts it after a crash, gives up after a series of crashes. */
export class ServiceSupervisor {
  readonly #options: SupervisorOptions
  #state: ServiceState = { kind: 'starting' }
  #child: ServiceChild | undefined
  #client: BridgeClient | undefined
  #ended: Promise<void> = Promise.resolve()
  #waiting: Waiter[] = []
  #crashes: number[] = []
  #lastWords: LastWords | undefined
  #restart: NodeJS.Timeout | undefined
  #isStopping = false

  constructor(options: SupervisorOptions) {
    this.#options = options
  }

  get state(): ServiceState {
    return this.#state
  }

  /** `restore` puts the last backup in the database's place; a restart after a crash does not do so again. */
  start(restore = false): void {
    this.#isStopping = false
    this.#crashes = []
    if (this.#child === undefined) this.#launch({ kind: 'starting' }, restore)
  }

  /** Waits while the service starts or restarts; refuses with `ServiceGoneError` when it is down for good. */
  async fetch(request: Request): Promise<Response> {
    if (this.#state.kind === 'starting' || this.#state.kind === 'restarting') await this.#running()
    if (this.#client === undefined || this.#state.kind !== 'running')
      throw new ServiceGoneError('The service is not running')
    return this.#client.fetch(request)
  }

  /** Resolves when the process is gone. Lets it finish what it is writing, for at most ten seconds. */
  async stop(): Promise<void> {
    this.#isStopping = true
    clearTimeout(this.#restart)
    const child = this.#child
    if (child === undefined) return
    const giveUp = setTimeout(() => child.kill(), STOP_MS)
    child.post({ kind: 'stop' })
    await this.#ended
    clearTimeout(giveUp)
  }

  #launch(state: ServiceState, restore = false): void {
    this.#setState(state)
    this.#lastWords = undefined
    const child = this.#options.fork(restore)
    const client = new BridgeClient((message) => child.post(message))
    this.#child = child
    this.#client = client
    child.onMessage((message) => this.#onMessage(client, message))
    this.#ended = new Promise((resolve) => {
      child.onExit((code) => {
        // Not inside the exit event itself: posting to a dead utility process from there crashes Electron (#53923).
        setImmediate(() => {
          this.#onExit(client, code)
          resolve()
        })
      })
    })
  }

  #onMessage(client: BridgeClient, message: FromService): void {
    switch (message.kind) {
      case 'ready':
        this.#setState({ kind: 'running' })
        return
      case 'failed':
        this.#lastWords = message
        return
      default:
        client.accept(message)
    }
  }

  #onExit(client: BridgeClient, code: number): void {
    this.#child = undefined
    this.#client = undefined
    client.close()
    if (this.#isStopping) {
      this.#fail({ detail: 'The service was stopped', canRestore: false })
      return
    }
    const now = this.#options.now()
    this.#crashes = [...this.#crashes.filter((at) => now - at < SERIES_MS), now]
    const attempt = this.#crashes.length
    // A service that says why it cannot start (a damaged file, a taken one) will say the same again at once.
    if (this.#lastWords !== undefined || attempt > MAX_RESTARTS) {
      const detail = `The service ended with code ${code}, ${attempt} times`
      this.#fail(this.#lastWords ?? { detail, canRestore: false })
      return
    }
    this.#setState({ kind: 'restarting', attempt })
    this.#restart = setTimeout(() => this.#launch({ kind: 'restarting', attempt }), FIRST_DELAY_MS * 2 ** (attempt - 1))
  }

  #fail({ detail, canRestore }: LastWords): void {
    this.#setState({ kind: 'failed', detail, canRestore })
  }

  #setState(state: ServiceState): void {
    this.#state = state
    this.#options.onState(state)
    if (state.kind === 'starting' || state.kind === 'restarting') return
    const waiting = this.#waiting
    this.#waiting = []
    for (const { go, refuse } of waiting) {
      if (state.kind === 'running') go()
      else refuse(new ServiceGoneError('The service is not running'))
    }
  }

  #running(): Promise<void> {
    return new Promise((go, refuse) => this.#waiting.push({ go, refuse }))
  }
}
