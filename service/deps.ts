import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import type { Storage } from './storage/storage.ts'

/** What every module works with; passed in, never imported. */
export type Deps = {
  readonly storage: Storage
  readonly clock: Clock
  readonly log: Log
  /** A test workspace: orders would go to the simulated registry, and the gateway `sandbox` may be chosen. */
  readonly isSandbox: boolean
  /** Asked for at set-up unless the service is only reachable from this machine. */
  readonly setupCode: string
}
