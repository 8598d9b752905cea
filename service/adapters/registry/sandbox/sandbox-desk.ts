import { invariant } from '../../../../core/base/invariant.ts'
import { dayInZone, type Instant } from '../../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../../core/domains/domain-name.ts'
import { refusalOfResult } from '../../../../core/orders/refusal-code.ts'
import type { GatewayAnswer, RegistryRead } from '../registry-gateway.ts'
import { type DeskState, liveOn, setName, setTransaction, takeBehaviour, tell, waitingCommands } from './desk-state.ts'
import type { TransactionRow } from './sandbox.repository.ts'
import { type CommandOutcome, carryOut, type SandboxCommand } from './sandbox-command.ts'
import { expiryText, ruleOf, type SandboxName, statusesOf, termEnd, zoneOf } from './sandbox-name.ts'
import { ACCEPT, type Behaviour } from './sandbox-rule.ts'

export type CommandRequest = {
  readonly kind: 'command'
  readonly account: string
  readonly name: DomainName
  readonly clientId: string
  readonly command: SandboxCommand
}

/** What is asked of the simulated registry; `touch` only lets happen what has come due. */
export type SandboxRequest =
  | CommandRequest
  | { readonly kind: 'read'; readonly account: string; readonly name: DomainName }
  | { readonly kind: 'poll'; readonly account: string; readonly clientId: string }
  | { readonly kind: 'touch'; readonly account: string; readonly name: DomainName }

const DEFAULT_RESULT = 2308
const DEFAULT_SECONDS = 60

/** Answers one request; what changes by it stands in the state. */
export function answerRequest(state: DeskState, request: SandboxRequest): GatewayAnswer | RegistryRead {
  switch (request.kind) {
    case 'poll': {
      const name = state.transactions.get(request.clientId)?.name
      if (name !== undefined) settle(state, name as DomainName)
      return poll(state, request.clientId)
    }
    case 'command':
      settle(state, request.name)
      return obey(state, request)
    case 'read':
      settle(state, request.name)
      return read(state, request.account, request.name)
    case 'touch':
      settle(state, request.name)
      return { kind: 'notReadable' }
  }
}

/** Carries out what was delayed until now, and lets the name live on to today. */
function settle(state: DeskState, text: DomainName): void {
  for (const row of waitingCommands(state, text)) {
    const dueAt = row.effective_at as Instant | null
    if (dueAt === null || dueAt > state.now) continue
    liveOn(state, text, dueAt)
    const answer = row.result === null ? execute(state, row, dueAt) : refusal(row.result, 'Refused after a while.')
    setTransaction(state, { ...row, answer: JSON.stringify(answer) })
    tell(state, row.account, text, { kind: 'answer', providerRef: referenceOf(row.client_id), answer })
  }
  liveOn(state, text, state.now)
}

function obey(state: DeskState, { account, name, clientId, command }: CommandRequest): GatewayAnswer {
  const repeated = state.transactions.get(clientId)
  if (repeated?.answer != null) return JSON.parse(repeated.answer) as GatewayAnswer
  if (repeated?.does === 'delay') return { kind: 'pending', providerRef: referenceOf(clientId) }
  // The same command again overtakes the first one, which is still on its way and is known when it comes.
  if (repeated) return behave(state, repeated, ACCEPT)
  const behaviour = takeBehaviour(state, name, command.operation)
  const row: TransactionRow = {
    account,
    client_id: clientId,
    name,
    command: JSON.stringify(command),
    does: behaviour.does,
    result: behaviour.result,
    effective_at: null,
    answer: null,
    created_at: state.now,
  }
  return behave(state, row, behaviour)
}

function behave(state: DeskState, row: TransactionRow, { does, result, seconds }: Behaviour): GatewayAnswer {
  const providerRef = referenceOf(row.client_id)
  switch (does) {
    case 'timeOut':
      return NO_ANSWER
    case 'refuse':
      return refusal(result ?? DEFAULT_RESULT, 'Refused by the rules of the simulated registry.')
    case 'delay':
    case 'answerLate': {
      const laterMs = Date.parse(state.now) + (seconds ?? DEFAULT_SECONDS) * 1000
      setTransaction(state, { ...row, effective_at: new Date(laterMs).toISOString() })
      return does === 'delay' ? { kind: 'pending', providerRef } : NO_ANSWER
    }
    case 'contradict': {
      const answer = contradiction(providerRef, state.names.get(row.name) ?? null)
      setTransaction(state, { ...row, answer: JSON.stringify(answer) })
      return answer
    }
    case 'accept':
    case 'loseAnswer':
    case 'answerTwice': {
      const answer = execute(state, row, state.now)
      // A refused command leaves no trace: the same one may be sent again.
      if (answer.kind === 'done') setTransaction(state, { ...row, answer: JSON.stringify(answer) })
      if (does === 'answerTwice') tell(state, row.account, row.name, { kind: 'answer', providerRef, answer })
      return does === 'loseAnswer' ? { kind: 'unknown', detail: 'The connection was lost.' } : answer
    }
  }
}

const NO_ANSWER: GatewayAnswer = { kind: 'unknown', detail: 'No answer within the time.' }

function execute(state: DeskState, row: TransactionRow, at: Instant): GatewayAnswer {
  const text = row.name as DomainName
  const before = state.names.get(text) ?? null
  const context = { account: row.account, today: dayInZone(at, zoneOf(text)) }
  const outcome: CommandOutcome = carryOut(text, before, JSON.parse(row.command) as SandboxCommand, context)
  if (outcome.kind === 'refused') return refusal(outcome.result, outcome.detail)
  setName(state, text, outcome.name)
  const loser = before?.sponsor ?? null
  if (loser !== null && loser !== outcome.name.sponsor) {
    tell(state, loser, text, { kind: 'changed', what: 'transferredAway' })
  }
  return { kind: 'done', providerRef: referenceOf(row.client_id), expiresOn: expiryText(outcome.name) }
}

function read(state: DeskState, account: string, text: DomainName): RegistryRead {
  if (takeBehaviour(state, text, 'read').does !== 'accept') return { kind: 'unknown', detail: 'No answer.' }
  const name = state.names.get(text) ?? null
  if (name === null) return { kind: 'notFound' }
  const isOurs = name.sponsor === account
  return {
    kind: 'registered',
    isOurs,
    expiresOn: expiryText(name),
    paidThroughOn: isOurs ? name.paidThroughOn : null,
    registeredOn: name.registeredOn,
    statuses: statusesOf(name),
    autoRenew: isOurs ? name.autoRenew : null,
    nameServers: name.nameServers,
  }
}

function poll(state: DeskState, clientId: string): GatewayAnswer {
  const row = state.transactions.get(clientId)
  if (!row) return { kind: 'unknown', detail: 'No such command.' }
  if (takeBehaviour(state, row.name as DomainName, 'poll').does !== 'accept') return NO_ANSWER
  if (row.answer === null) return { kind: 'pending', providerRef: referenceOf(clientId) }
  return JSON.parse(row.answer) as GatewayAnswer
}

const REFERENCE = 'SBX-'

function referenceOf(clientId: string): string {
  return REFERENCE + clientId
}

/** The client transaction behind a provider's reference. */
export function clientIdOf(providerRef: string): string {
  invariant(providerRef.startsWith(REFERENCE), 'a reference of the simulated registry')
  return providerRef.slice(REFERENCE.length)
}

function refusal(result: number, detail: string): GatewayAnswer {
  const code = refusalOfResult(result)
  const text = `${result} ${detail}`
  return code === null ? { kind: 'unknown', detail: text } : { kind: 'refused', code, detail: text }
}

/** Says that something was done which was not, with an expiry that nobody asked for. */
function contradiction(providerRef: string, name: SandboxName | null): GatewayAnswer {
  const wrong = name && { ...name, expiresOn: termEnd(name.expiresOn, 7, ruleOf(name.name)) }
  return { kind: 'done', providerRef, ...(wrong ? { expiresOn: expiryText(wrong) } : {}) }
}
