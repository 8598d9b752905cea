import type { Transaction } from 'kysely'
import type { Instant, IsoDate } from '../../../core/calendar/iso-date.ts'
import type { LineDecision } from '../../../core/contract/http/bank-files.ts'
import type { Database } from '../../storage/database.ts'
import type { BankLineRow, updateLine } from './bank-lines.repository.ts'

/** A line that is being decided, in the transaction that carries it out. */
export type LineContext = {
  readonly trx: Transaction<Database>
  readonly issuer: string
  readonly line: BankLineRow
  /** Where the decision stands in the request, for what is said of its fields. */
  readonly pointer: string
  readonly person: string
  readonly today: IsoDate
  readonly now: Instant
}

export type DecisionTo<To extends LineDecision['to']> = Extract<LineDecision, { to: To }>

/** What a decision has made of its line, and of the account whose money it is or was. */
export type Decided = {
  readonly patch: Parameters<typeof updateLine>[2]
  readonly account: string | null
  readonly detail: Readonly<Record<string, unknown>>
}
