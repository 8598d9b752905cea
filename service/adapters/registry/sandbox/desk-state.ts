import { dayInZone, type Instant } from '../../../../core/calendar/iso-date.ts'
import type { SandboxOperation } from '../../../../core/contract/http/sandbox.ts'
import type { DomainName } from '../../../../core/domains/domain-name.ts'
import { newId } from '../../../ids.ts'
import type { RegistryMessage } from '../registry-gateway.ts'
import type { MessageRow, TransactionRow } from './sandbox.repository.ts'
import { advance, type SandboxName, zoneOf } from './sandbox-name.ts'
import { type Behaviour, behaviourFor, type SandboxRule } from './sandbox-rule.ts'

/** What the simulated registry has before it for some requests, and what has become of it so far. */
export type DeskState = {
  readonly now: Instant
  readonly rules: readonly SandboxRule[]
  /** By name; null for one that is free. */
  readonly names: Map<string, SandboxName | null>
  /** By client transaction. */
  readonly transactions: Map<string, TransactionRow>
  /** Client transactions by name that have no answer yet. */
  readonly unanswered: Map<string, ReadonlySet<string>>
  readonly changedNames: Set<string>
  readonly changedTransactions: Set<string>
  readonly messages: MessageRow[]
  /** How often each rule has applied. */
  readonly spent: Map<number, number>
}

export function openState(
  known: {
    readonly names: ReadonlyMap<string, SandboxName>
    readonly transactions: readonly TransactionRow[]
    readonly rules: readonly SandboxRule[]
  },
  now: Instant,
): DeskState {
  const state: DeskState = {
    now,
    rules: known.rules,
    names: new Map(known.names),
    transactions: new Map(),
    unanswered: new Map(),
    changedNames: new Set(),
    changedTransactions: new Set(),
    messages: [],
    spent: new Map(),
  }
  for (const row of known.transactions) keepTransaction(state, row)
  return state
}

export function setName(state: DeskState, text: string, name: SandboxName | null): void {
  state.names.set(text, name)
  state.changedNames.add(text)
}

export function setTransaction(state: DeskState, row: TransactionRow): void {
  keepTransaction(state, row)
  state.changedTransactions.add(row.client_id)
}

function keepTransaction({ transactions, unanswered }: DeskState, row: TransactionRow): void {
  transactions.set(row.client_id, row)
  const waiting = new Set(unanswered.get(row.name))
  if (row.answer === null) unanswered.set(row.name, waiting.add(row.client_id))
  else if (waiting.delete(row.client_id)) unanswered.set(row.name, waiting)
}

/** Commands of a name that wait for their answer, oldest first. */
export function waitingCommands({ transactions, unanswered }: DeskState, name: DomainName): readonly TransactionRow[] {
  return [...(unanswered.get(name) ?? [])].flatMap((clientId) => transactions.get(clientId) ?? [])
}

/** Queues a message for an account. */
export function tell(state: DeskState, account: string, name: string, message: RegistryMessage['message']): void {
  const row = { account, id: newId(), name, message: JSON.stringify(message), created_at: state.now }
  state.messages.push({ ...row, acknowledged_at: null })
}

/** How the registry behaves this time; counts the rule that says so. */
export function takeBehaviour(state: DeskState, name: DomainName, operation: SandboxOperation): Behaviour {
  const behaviour = behaviourFor(state.rules, name, operation, state.spent)
  if (behaviour.n !== null) state.spent.set(behaviour.n, (state.spent.get(behaviour.n) ?? 0) + 1)
  return behaviour
}

/** Lets a name live on to the day of an instant, and tells who manages it what happened. */
export function liveOn(state: DeskState, text: DomainName, at: Instant): void {
  const before = state.names.get(text) ?? null
  if (before === null) return
  const { name, events } = advance(before, dayInZone(at, zoneOf(text)))
  if (name !== before) setName(state, text, name)
  if (before.sponsor === null) return
  for (const what of events) tell(state, before.sponsor, text, { kind: 'changed', what })
}
