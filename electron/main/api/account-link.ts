import type { IpcAnswer } from '../../../core/contract/ipc/answer.ts'
import type { Connection } from '../../../core/contract/ipc/connection.ts'
import type { ServiceState } from '../../../core/contract/ipc/service.ts'
import type { SessionState } from '../../../core/contract/ipc/session.ts'
import { type ServiceChild, ServiceSupervisor } from '../account-service/service-supervisor.ts'
import type { SecretStore } from '../credentials/secret-store.ts'
import { SessionKeeper } from '../credentials/session-keeper.ts'
import type { SettingsFile } from '../settings/shell-settings.ts'
import { ApiGateway, sessionOwner } from './api-gateway.ts'
import { findServer, parseServerAddress } from './server-address.ts'

export type AccountLinkDeps = {
  readonly settings: SettingsFile
  readonly secrets: Promise<SecretStore | null>
  readonly fork: (restore: boolean) => ServiceChild
  readonly network: (request: Request) => Promise<Response>
  readonly onServiceState: (state: ServiceState) => void
  readonly onSession: (state: SessionState) => void
  /** The person signed out; what is kept of their account on this machine goes too. */
  readonly onSignedOut: () => void
}

/** The account that the desktop shows: the service on this machine or a team server, with the session kept for it. */
export class AccountLink {
  readonly #deps: AccountLinkDeps
  readonly #supervisor: ServiceSupervisor
  readonly #sessions: SessionKeeper
  readonly #gateway: ApiGateway

  constructor(deps: AccountLinkDeps) {
    this.#deps = deps
    this.#supervisor = new ServiceSupervisor({
      fork: deps.fork,
      onState: deps.onServiceState,
      now: () => performance.now(),
    })
    this.#sessions = new SessionKeeper(deps.secrets, () => void this.sessionState().then(deps.onSession))
    this.#gateway = new ApiGateway({
      connection: () => this.connection,
      embedded: (request) => this.#supervisor.fetch(request),
      network: deps.network,
      sessions: this.#sessions,
      onSignedOut: deps.onSignedOut,
    })
  }

  get connection(): Connection {
    return this.#deps.settings.current.connection
  }

  /** Under which name things of this account are kept on this machine: ids are unique only within one service. */
  get owner(): string {
    return sessionOwner(this.connection)
  }

  get serviceState(): ServiceState {
    return this.connection.kind === 'server' ? { kind: 'remote' } : this.#supervisor.state
  }

  fetch(request: Request): Promise<Response> {
    return this.#gateway.fetch(request)
  }

  sessionState(): Promise<SessionState> {
    return this.#sessions.state(this.owner)
  }

  /** The service on this machine runs only while it is the one in use. */
  startService(restore = false): void {
    if (this.connection.kind === 'embedded') this.#supervisor.start(restore)
  }

  stopService(): Promise<void> {
    return this.#supervisor.stop()
  }

  /** Nothing changes when the address is refused. */
  async chooseServer(address: string): Promise<IpcAnswer<Connection>> {
    const parsed = parseServerAddress(address)
    if (!parsed.ok) return parsed
    const found = await findServer(parsed.value, this.#deps.network)
    return found.ok ? { ok: true, value: await this.connect(found.value) } : found
  }

  async connect(connection: Connection): Promise<Connection> {
    this.#deps.settings.update({ connection })
    if (connection.kind === 'server') await this.#supervisor.stop()
    this.startService()
    this.#deps.onServiceState(this.serviceState)
    return connection
  }
}
