import type { SandboxDoes, SandboxOperation } from '../../../../core/contract/http/sandbox.ts'
import type { SandboxState } from './sandbox-name.ts'

/** The simulated registry's own tables: nothing else of the service reads them. */
export type SandboxTables = {
  sandbox_name: {
    name: string
    sponsor: string | null
    auth_code: string
    registered_on: string
    expires_on: string
    paid_through_on: string
    auto_renew: number
    is_locked: number
    state: SandboxState
    state_until: string | null
    /** JSON array. */
    name_servers: string
    /** When something happens by itself. */
    next_on: string
  }
  sandbox_transaction: {
    account: string
    client_id: string
    name: string
    /** JSON of a `SandboxCommand`. */
    command: string
    does: SandboxDoes
    /** An EPP result with which it is refused once its time has come. */
    result: number | null
    /** When a command that was delayed is carried out; null where it was at once. */
    effective_at: string | null
    /** JSON of the answer; null while it is pending. */
    answer: string | null
    created_at: string
  }
  sandbox_message: {
    account: string
    id: string
    name: string
    /** JSON of the message. */
    message: string
    created_at: string
    acknowledged_at: string | null
  }
  sandbox_rule: {
    n: number
    name: string | null
    suffix: string | null
    operation: SandboxOperation | null
    does: SandboxDoes
    result: number | null
    seconds: number | null
    /** How often it still applies; null without end. */
    times: number | null
  }
}
