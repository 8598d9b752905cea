import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import { can } from '../../../core/access/can.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type * as contract from '../../../core/contract/http/domains.ts'
import type { Provenance } from '../../../core/domains/dated-fact.ts'
import { type DomainName, parseDomainName } from '../../../core/domains/domain-name.ts'
import { type Money, parseAmount, type WireMoney } from '../../../core/money/money.ts'
import { UNASSIGNED } from '../../../core/portfolio/unassigned.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { invalidField, Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { crossesLimit, untouchableLimits } from '../accounts/role-limits.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { findConnection } from '../connections/connections.repository.ts'
import { ensureConnections } from '../connections/ensure-connections.ts'
import { assertMayBeIn } from '../connections/sandbox-names.ts'
import { assertSteppedUp } from '../sessions/step-up.ts'
import { findVisibleName } from './domain-detail.ts'
import { type DomainFacts, type DomainState, newDomainFacts, type StoredDomain } from './domain-state.ts'
import { insertDomains, updateDomains } from './domain-writer.ts'
import { findDomains } from './domains.repository.ts'
import { readWriteContext, type WriteContext } from './write-context.ts'

export type NameAddition = z.output<(typeof contract.addDomain)['body']>
export type NameCorrection = z.output<(typeof contract.patchDomain)['body']>
type Holding = DomainFacts['holding']

/** Adds a name that is held already; what is stated with it are facts by hand. Returns the name. */
export async function addName(deps: Deps, by: AccountCaller, addition: NameAddition): Promise<DomainName> {
  const parsed = parseDomainName(addition.name)
  if (!parsed.ok) throw badName(parsed.error)
  const { name, unicodeName, suffix } = parsed.value
  await write(deps, by, async (trx, context) => {
    const [known] = await findDomains(trx, by.account, { names: [name] })
    if (known) throw inAccountAlready(known.state)
    const connection = addition.connection ?? (await unassigned(trx, by, context))
    const blank: DomainState = { ...newDomainFacts(connection), name, unicodeName, suffix }
    const state = { ...blank, ...(await statedFacts(trx, by, blank, addition, context)) }
    if (!can(by.actor, 'domains.create', { kind: 'name', ...state })) throw new Refusal('forbidden')
    await insertDomains(trx, context, [state])
    await recordEdit(trx, by, context, 'domain.add', name, null, state)
  })
  return name
}

function inAccountAlready({ unicodeName, holding }: DomainState): Refusal {
  const back = holding === 'archived' ? ' It is archived: POST …/archive {"holding": "held"} takes it back in.' : ''
  return new Refusal('already_exists', { detail: `${unicodeName} is in this account already.${back}` })
}

/** Corrects what is known of a name; marking and un-marking it critical included. */
export async function correctName(
  deps: Deps,
  by: AccountCaller,
  text: string,
  correction: NameCorrection,
): Promise<DomainName> {
  return write(deps, by, async (trx, context) => {
    const stored = await findVisibleName(trx, by, text, 'domains.update')
    await assertMayMoveTo(trx, by, stored.state, correction)
    const patch = {
      ...(await statedFacts(trx, by, stored.state, correction, context)),
      ...(await criticalPatch(trx, by, stored, correction, context)),
    }
    const after = { ...stored.state, ...patch }
    if (isDeepStrictEqual(after, stored.state)) return stored.state.name
    await assertWithinLimits(trx, by, stored.state, patch)
    await updateDomains(trx, context, [{ before: stored, patch }])
    await recordEdit(trx, by, context, 'domain.update', stored.state.name, stored.state, after)
    return stored.state.name
  })
}

/**
 * Takes a name out of the portfolio, or says in what other way it is not held any more; `held` takes it back in. Nobody
 * renews what is not held: for a critical name that is confirmed like its un-marking.
 */
export async function changeHolding(
  deps: Deps,
  by: AccountCaller,
  text: string,
  { holding, confirm }: { readonly holding: Holding; readonly confirm: string | undefined },
): Promise<DomainName> {
  return write(deps, by, async (trx, context) => {
    const stored = await findVisibleName(trx, by, text, 'domains.archive')
    if (stored.state.holding === holding) return stored.state.name
    if (stored.state.critical !== null && stored.state.holding === 'held') {
      const detail = 'The name is critical, and is not renewed any more once it is not held: type it to confirm.'
      await assertConfirmed(trx, by, stored.state, { confirm, detail })
    }
    const manual: Provenance = { source: 'manual', asOf: context.today }
    const patch = { holding, provenance: { ...stored.state.provenance, holding: manual } }
    await updateDomains(trx, context, [{ before: stored, patch }])
    const after = { ...stored.state, ...patch }
    await recordEdit(trx, by, context, 'domain.archive', stored.state.name, stored.state, after)
    return stored.state.name
  })
}

async function write<T>(
  deps: Deps,
  by: AccountCaller,
  work: (trx: Transaction<Database>, context: WriteContext) => Promise<T>,
): Promise<T> {
  const done = await deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, by.account)
    return work(trx, await readWriteContext(trx, { account: by.account, changeSeq, now: deps.clock.now() }))
  })
  deps.events.nudge(by.account)
  return done
}

function badName({ code, registrable }: { readonly code: string; readonly registrable?: string | undefined }): Refusal {
  const hint = registrable === undefined ? '' : ` Did you mean ${registrable}?`
  const detail = `This is no name that can be registered (${code}).${hint}`
  const args = { reason: code, ...(registrable === undefined ? {} : { registrable }) }
  return new Refusal('bad_name', { detail, args, errors: [{ pointer: '/name', code, detail }] })
}

async function unassigned(trx: Transaction<Database>, by: AccountCaller, context: WriteContext): Promise<string> {
  const ids = await ensureConnections(trx, { account: by.account, now: context.now }, [UNASSIGNED])
  return ids.get(UNASSIGNED) ?? UNASSIGNED
}

/** The facts of a request as facts by hand of today; what it does not mention stays. */
async function statedFacts(
  trx: Transaction<Database>,
  by: AccountCaller,
  before: DomainState,
  stated: Partial<NameCorrection>,
  { today }: WriteContext,
): Promise<Partial<DomainFacts>> {
  const manual: Provenance = { source: 'manual', asOf: today }
  const mayGoBack = stated.allowEarlierExpiry === true
  if (stated.connection !== undefined && !(await findConnection(trx, by.account, stated.connection))) {
    throw invalidField('/connection', 'unknown', 'There is no such connection in this account.')
  }
  if (stated.connection !== undefined) await assertMayBeIn(trx, by.account, stated.connection, before.name)
  for (const fact of ['registryExpiresOn', 'paidThroughOn'] as const) {
    assertMayMove(fact, before, stated[fact], manual, mayGoBack)
  }
  const { price, tags } = stated
  const facts: Partial<DomainFacts> = {
    ...pick(stated, [
      'registryExpiresOn',
      'paidThroughOn',
      'registeredOn',
      'registrarAutoRenew',
      'nameServers',
      'department',
      'note',
      'connection',
    ]),
    ...(stated.registryExpiresOn === undefined ? {} : { registryExpiresAt: null }),
    ...(tags === undefined ? {} : { tags: [...new Set(tags)].toSorted() }),
    ...(price === undefined ? {} : { price: price && readPrice(price) }),
  }
  const provenance = Object.fromEntries(Object.keys(facts).map((fact) => [fact, manual]))
  return { ...facts, provenance: { ...before.provenance, ...provenance } }
}

/** The given keys of an object that are there. */
function pick<T extends object, K extends keyof T>(
  from: T,
  keys: readonly K[],
): { [P in K]?: Exclude<T[P], undefined> } {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as {
    [P in K]?: Exclude<T[P], undefined>
  }
}

/** Where nobody orders renewals a critical name would not be renewed any more, whatever its rule says. */
async function assertMayMoveTo(
  trx: Transaction<Database>,
  by: AccountCaller,
  state: DomainState,
  { connection, confirm }: NameCorrection,
): Promise<void> {
  if (connection === undefined || state.critical === null) return
  const isOrdered = async (id: string) => (await findConnection(trx, by.account, id))?.gateway !== 'none'
  if (!(await isOrdered(state.connection)) || (await isOrdered(connection))) return
  const detail = 'The name is critical, and its renewal is not ordered any more in that connection: type it to confirm.'
  await assertConfirmed(trx, by, state, { confirm, detail })
}

/** A person may correct what a person or a file said; what the registry said today stands, and no date moves back unasked. */
function assertMayMove(
  fact: 'registryExpiresOn' | 'paidThroughOn',
  before: DomainState,
  to: IsoDate | undefined,
  manual: Provenance,
  mayGoBack: boolean,
): void {
  const from = before[fact]
  if (to === undefined || from === null || to === from) return
  const known = before.provenance[fact]
  const isOfficial = known?.source === 'registry' || known?.source === 'registrar'
  if (known && isOfficial && known.asOf >= manual.asOf) {
    throw new Refusal('conflict', { detail: `The ${known.source} said ${from} on ${known.asOf}; that is newer.` })
  }
  if (to < from && !mayGoBack) {
    throw new Refusal('conflict', {
      detail: `The date would move back from ${from} to ${to}. Confirm with allowEarlierExpiry.`,
      args: { from, to },
    })
  }
}

function readPrice(price: WireMoney): Money {
  const parsed = parseAmount(price.amount, price.currency)
  if (!parsed.ok) throw invalidField('/price/amount', parsed.error, `Not an amount in ${price.currency}.`)
  if (parsed.value.minor < 0) throw invalidField('/price/amount', 'negative', 'A price is not below zero.')
  return parsed.value
}

/** Marking takes back whatever would let the name lapse; un-marking asks for the name, and for who one is. */
async function criticalPatch(
  trx: Transaction<Database>,
  by: AccountCaller,
  { state }: StoredDomain,
  { critical, confirm }: NameCorrection,
  context: WriteContext,
): Promise<Partial<DomainFacts>> {
  if (critical === undefined || critical === (state.critical !== null)) return {}
  if (!can(by.actor, 'domains.critical')) throw new Refusal('forbidden')
  if (critical) {
    const standing = <T extends { readonly mode: string }>(own: T | null) => (own?.mode === 'expire' ? null : own)
    const stamp = { by: by.personId, at: context.now }
    return { critical: stamp, rule: standing(state.rule), decision: standing(state.decision), release: null }
  }
  const detail = 'Rules can let the name lapse once it is not critical any more: type it to confirm.'
  await assertConfirmed(trx, by, state, { confirm, detail })
  return { critical: null, release: null }
}

/** The name is typed, and who typed it has proved who they are. */
async function assertConfirmed(
  trx: Transaction<Database>,
  by: AccountCaller,
  { name, unicodeName }: DomainState,
  { confirm, detail }: { readonly confirm: string | undefined; readonly detail: string },
): Promise<void> {
  const typed = parseDomainName(confirm ?? '')
  if (!typed.ok || typed.value.name !== name) {
    throw new Refusal('confirmation_required', { detail, args: { name: unicodeName } })
  }
  await assertSteppedUp(trx, by)
}

async function assertWithinLimits(
  trx: Transaction<Database>,
  by: AccountCaller,
  before: DomainState,
  after: Partial<DomainFacts>,
): Promise<void> {
  const limits = await untouchableLimits(trx, by.account, by.actor.scope)
  if (crossesLimit(limits, before, after)) throw new Refusal('forbidden')
}

async function recordEdit(
  trx: Transaction<Database>,
  by: AccountCaller,
  context: WriteContext,
  action: string,
  subject: string,
  before: DomainState | null,
  after: DomainState,
): Promise<void> {
  const changed = Object.keys(after).filter((key) => key !== 'provenance' && isOther(before, after, key))
  const values = (state: DomainState) =>
    Object.fromEntries(Object.entries(state).filter(([key]) => changed.includes(key)))
  await appendAudit(trx, by.account, {
    at: context.now,
    person: by.personId,
    address: by.address,
    requestId: by.requestId,
    action,
    subject,
    before: before && values(before),
    after: values(after),
  })
}

function isOther(before: DomainState | null, after: DomainState, key: string): boolean {
  const of = (state: DomainState | null) =>
    JSON.stringify(Object.entries(state ?? {}).find(([name]) => name === key)?.[1])
  return of(before) !== of(after)
}
