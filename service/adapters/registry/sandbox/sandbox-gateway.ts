import type { Transaction } from 'kysely'
import { invariant } from '../../../../core/base/invariant.ts'
import { dayInZone, type Instant } from '../../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../../core/domains/domain-name.ts'
import type { Deps } from '../../../deps.ts'
import type { Database } from '../../../storage/database.ts'
import type { Storage } from '../../../storage/storage.ts'
import type { GatewayAnswer, RegistryGateway, RegistryMessage, RegistryRead } from '../registry-gateway.ts'
import { openState } from './desk-state.ts'
import * as repository from './sandbox.repository.ts'
import type { SandboxCommand } from './sandbox-command.ts'
import { answerRequest, clientIdOf, type SandboxRequest } from './sandbox-desk.ts'

type SandboxDeps = Pick<Deps, 'storage' | 'clock'>

/**
 * The simulated registry as an account reaches it. It keeps its state in tables of its own and commits by itself, as any
 * other system would: what it has done stays done, whatever becomes of the process that asked.
 */
export function sandboxGateway(deps: SandboxDeps, account: string): RegistryGateway {
  const counter = counterOf(deps)
  const command = async (call: { readonly name: DomainName; readonly clientId: string }, what: SandboxCommand) => {
    const { name, clientId } = call
    return (await counter({ kind: 'command', account, name, clientId, command: what })) as GatewayAnswer
  }
  return {
    read: async (name) => (await counter({ kind: 'read', account, name })) as RegistryRead,
    register: (call) => command(call, { operation: 'register', years: call.years }),
    renew: (call) => command(call, { operation: 'renew', years: call.years, currentExpiry: call.currentExpiry }),
    transfer: (call) => command(call, { operation: 'transfer', authCode: call.authCode }),
    restore: (call) => command(call, { operation: 'restore' }),
    setAutoRenew: (call) => command(call, { operation: 'expire', on: call.on }),
    unlock: (call) => command(call, { operation: 'unlock' }),
    park: (call) => command(call, { operation: 'park', nameServers: call.nameServers }),
    poll: async (providerRef) =>
      (await counter({ kind: 'poll', account, clientId: clientIdOf(providerRef) })) as GatewayAnswer,
    messages: () => readMessages(deps, counter, account),
    acknowledge: (id) =>
      deps.storage.transact((trx) => repository.acknowledge(trx, account, id, deps.clock.now())).then(() => undefined),
  }
}

const MESSAGES_AT_ONCE = 200

async function readMessages(deps: SandboxDeps, counter: Counter, account: string): Promise<readonly RegistryMessage[]> {
  const db = deps.storage.read
  const now = deps.clock.now()
  const due = [
    ...(await repository.namesToAdvance(db, account, dayInZone(now, 'Asia/Tokyo'), MESSAGES_AT_ONCE)),
    ...(await repository.namesWithDueCommands(db, account, now)),
  ]
  await Promise.all(due.map((name) => counter({ kind: 'touch', account, name })))
  const rows = await repository.listMessages(db, account, MESSAGES_AT_ONCE)
  return rows.map(({ id, name, message }) => {
    return { id, name: name as DomainName, message: JSON.parse(message) as RegistryMessage['message'] }
  })
}

/** Takes one request and answers it once what it changed is committed. */
type Counter = (request: SandboxRequest) => Promise<GatewayAnswer | RegistryRead>

function counterOf({ storage, clock }: SandboxDeps): Counter {
  const queue = queueOf(storage)
  return (request) => queue(request, clock.now())
}

type Queue = (request: SandboxRequest, now: Instant) => Promise<GatewayAnswer | RegistryRead>

const queues = new WeakMap<Storage, Queue>()

/** Requests that come in together share one transaction, as databases do with commits: each fsync serves them all. */
function queueOf(storage: Storage): Queue {
  const known = queues.get(storage)
  if (known) return known
  const made = openQueue(storage)
  queues.set(storage, made)
  return made
}

const REQUESTS_AT_ONCE = 2_000

type Waiting = {
  readonly request: SandboxRequest
  readonly now: Instant
  readonly resolve: (answer: GatewayAnswer | RegistryRead) => void
  readonly reject: (error: unknown) => void
}

function openQueue(storage: Storage): Queue {
  const waiting: Waiting[] = []
  let isServing = false
  const serve = async () => {
    while (waiting.length > 0) await serveBatch(storage, waiting.splice(0, REQUESTS_AT_ONCE))
    isServing = false
  }
  return (request, now) =>
    new Promise((resolve, reject) => {
      waiting.push({ request, now, resolve, reject })
      if (isServing) return
      isServing = true
      setImmediate(() => void serve())
    })
}

async function serveBatch(storage: Storage, batch: readonly Waiting[]): Promise<void> {
  try {
    const answers = await storage.transact((trx) => answerBatch(trx, batch))
    for (const [index, { resolve }] of batch.entries()) {
      const answer = answers[index]
      invariant(answer, 'each request has an answer')
      resolve(answer)
    }
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}

async function answerBatch(
  trx: Transaction<Database>,
  batch: readonly Waiting[],
): Promise<readonly (GatewayAnswer | RegistryRead)[]> {
  await repository.lockRegistry(trx)
  const requests = batch.map(({ request }) => request)
  const clientIds = requests.flatMap((request) => ('clientId' in request ? [request.clientId] : []))
  const asked = requests.flatMap((request) => ('name' in request ? [request.name] : []))
  const transactions = await repository.findTransactions(trx, { clientIds, names: asked })
  const texts = [...new Set([...asked, ...transactions.map((row) => row.name)])]
  const known = { names: await repository.findNames(trx, texts), transactions, rules: await repository.listRules(trx) }
  const now = batch
    .map((one) => one.now)
    .toSorted()
    .at(-1)
  invariant(now, 'a batch has a request')
  const state = openState(known, now)
  const answers = requests.map((request) => answerRequest(state, request))
  await repository.saveNames(trx, pick(state.names, state.changedNames))
  await repository.saveTransactions(trx, [...pick(state.transactions, state.changedTransactions).values()])
  await repository.insertMessages(trx, state.messages)
  await repository.spendRules(trx, state.spent)
  return answers
}

function pick<T>(from: ReadonlyMap<string, T>, keys: ReadonlySet<string>): ReadonlyMap<string, T> {
  return new Map([...from].filter(([key]) => keys.has(key)))
}
