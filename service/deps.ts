import type { MailTransport } from './adapters/mail/mail-transport.ts'
import type { PaymentPort } from './adapters/payments/payment-port.ts'
import type { Clock } from './clock.ts'
import type { JobQueue } from './jobs/job-queue.ts'
import type { Log } from './log.ts'
import type { Nudges } from './modules/changes/nudges.ts'
import type { Storage } from './storage/storage.ts'

/** What every module works with; passed in, never imported. */
export type Deps = {
  readonly storage: Storage
  readonly clock: Clock
  readonly log: Log
  readonly jobs: JobQueue
  /** Wakes the streams of `GET …/events`; `events.nudge(account)` after a commit makes a change seen at once. */
  readonly events: Nudges
  /** A test workspace: orders would go to the simulated registry, and the gateway `sandbox` may be chosen. */
  readonly isSandbox: boolean
  /** Whether other machines can reach the service: it listens on more than loopback. */
  readonly isReachable: boolean
  /** Asked for at set-up unless the request comes from this machine and nobody else could have sent it. */
  readonly setupCode: string
  /** When the last backup was last put in the database's place: what was told of changes before may never have been. */
  readonly restoredAt?: string | null
  /** The bundled entry of the thread that makes PDFs; without it it runs from source. */
  readonly pdfWorker?: URL | undefined
  /** The mail server; without one mail waits in the outbox. */
  readonly mail?: MailTransport | undefined
  /** The payment provider for cards; without one card payments are not configured. */
  readonly payments?: PaymentPort | undefined
}
