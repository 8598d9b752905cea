import { addDays, addMonths, type Instant, instantAt, startOfMonth } from '../../core/calendar/iso-date.ts'
import type { RenewalMode } from '../../core/renewal/renewal-mode.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../ids.ts'
import { insertAccount, insertMembership, insertOperator } from '../modules/accounts/accounts.repository.ts'
import { NEW_ACCOUNT } from '../modules/accounts/open-account.ts'
import { markSandbox } from '../modules/accounts/workspace.repository.ts'
import { appendAudit } from '../modules/audit/audit-log.ts'
import { nextChange } from '../modules/changes/change-sequence.ts'
import type { DomainState } from '../modules/domains/domain-state.ts'
import { insertDomains } from '../modules/domains/domain-writer.ts'
import { readWriteContext } from '../modules/domains/write-context.ts'
import { setListPrices } from '../modules/prices/prices.service.ts'
import { cutOffColumns } from '../modules/renewal-rules/class-store.ts'
import { hashPassword } from '../modules/sessions/passwords.ts'
import { hasAnyPerson, insertPerson } from '../modules/sessions/sessions.repository.ts'
import { Refusal } from '../refusal.ts'
import { runDueWork } from '../schedule/due-work.ts'
import { makeChance } from './chance.ts'
import { ACCOUNT_NAMES, accountEvents } from './demo-account.ts'
import { type DemoEvent, type EventAgo, replay, timed } from './demo-events.ts'
import { demoNames } from './demo-names.ts'
import { type DemoCast, demoState } from './demo-state.ts'
import { examplePrices } from './example-prices.ts'
import { nameEvents } from './name-events.ts'
import { CONNECTIONS, ORGANISATION, PEOPLE } from './vocabulary.ts'

const ACCOUNT = 'main'
const BATCH = 2000
/** So many names have a history of their own. */
const MAX_TOLD = 2000
const NOTICE_MONTHS = 3

export type DemoRequest = { readonly domains: number; readonly seed: number; readonly password: string }

/** Suffixes that the group lets lapse, and who said so. */
const SUFFIX_RULES = [
  { suffix: 'xyz', mode: 'expire', daysAgo: 51, by: 'owner' },
  { suffix: 'online', mode: 'expire', daysAgo: 51, by: 'owner' },
  { suffix: 'biz', mode: 'expire', daysAgo: 33, by: 'manager' },
  { suffix: 'com', mode: 'renew', daysAgo: 140, by: 'owner' },
  { suffix: 'co.jp', mode: 'renew', daysAgo: 140, by: 'owner' },
] as const

export type Demo = { readonly email: string; readonly account: { readonly id: string; readonly name: string } }

/** Fills an empty workspace with a realistic portfolio; returns whose sign-in opens it. */
export async function makeDemo(deps: Deps, request: DemoRequest): Promise<Demo> {
  await addDemoNames(deps, await beginDemo(deps, request), request)
  return endDemo(deps)
}

/** Everything but the names of the registrars: people, registrars, rules, prices, and a year of the prepaid account. */
export async function beginDemo(deps: Deps, request: DemoRequest): Promise<DemoCast> {
  const cast = await makePeople(deps, request.password)
  await setListPrices(deps, cast.owner, examplePrices(), { isExample: true })
  const ago = [...ruleEvents(cast), ...(hasAccount(request) ? accountEvents(cast) : [])]
  await replay(deps, [...namesHistory(cast, request), ...timed(cast, ago)])
  return cast
}

export async function addDemoNames(deps: Deps, cast: DemoCast, request: DemoRequest): Promise<void> {
  let batch: DomainState[] = []
  for (const name of portfolio(cast, request)) {
    batch.push(name)
    if (batch.length < BATCH) continue
    await addNames(deps, cast, batch)
    batch = []
  }
  await addNames(deps, cast, batch)
}

/** A portfolio that is too small for it has no account with a year behind it. */
function hasAccount({ domains }: DemoRequest): boolean {
  return domains > ACCOUNT_NAMES.length
}

/** The names of the registrars as they are to be, always the same ones for a seed and a day. */
function* portfolio(cast: DemoCast, request: DemoRequest): Generator<DomainState> {
  const chance = makeChance(request.seed + 1)
  const held = hasAccount(request) ? ACCOUNT_NAMES : []
  const count = request.domains - held.length
  for (const demo of demoNames(count, request.seed, cast.today, held)) yield demoState(demo, cast, chance)
}

/** What was done to the first of the names, which is in the log before they are: nobody looks at a million. */
function namesHistory(cast: DemoCast, request: DemoRequest): readonly DemoEvent[] {
  return [...portfolio(cast, request).take(MAX_TOLD)].flatMap((name) => nameEvents(ACCOUNT, name))
}

/** What follows from the names, such as the notices of the last months. */
export async function endDemo(deps: Deps): Promise<Demo> {
  await runDueWork(deps)
  return { email: PEOPLE[0].email, account: { id: ACCOUNT, name: ORGANISATION } }
}

async function makePeople(deps: Deps, password: string): Promise<DemoCast> {
  const today = deps.clock.today(NEW_ACCOUNT.time_zone)
  const begin = instantAt(addDays(today, -400), '10:00', NEW_ACCOUNT.time_zone)
  const hash = await hashPassword(password)
  const people = PEOPLE.map((person) => ({ ...person, id: newId() }))
  const [owner, manager] = people
  const cast: DemoCast = {
    today,
    timeZone: NEW_ACCOUNT.time_zone,
    owner: owner?.id ?? '',
    manager: manager?.id ?? '',
    connections: new Map(CONNECTIONS.map(({ key }) => [key, newId()])),
  }
  await deps.storage.transact(async (trx) => {
    if (await hasAnyPerson(trx)) throw new Refusal('already_set_up')
    await markSandbox(trx)
    const noticesFrom = addMonths(startOfMonth(today), 1 - NOTICE_MONTHS)
    const rule = { rule_set_by: cast.owner, rule_set_at: begin }
    await insertAccount(trx, {
      ...NEW_ACCOUNT,
      ...rule,
      id: ACCOUNT,
      name: ORGANISATION,
      notices_from: noticesFrom,
      created_at: begin,
    })
    for (const { id, name, email, role, department } of people) {
      await insertPerson(trx, { id, name, email, password_hash: hash, created_at: begin, disabled_at: null })
      const limits = department === null ? null : JSON.stringify({ departments: [department] })
      await insertMembership(trx, { account: ACCOUNT, person: id, role, limits, created_at: begin })
    }
    await insertOperator(trx, cast.owner, begin)
    await addConnections(trx, cast, begin)
  })
  return cast
}

type Trx = Parameters<typeof nextChange>[0]

async function addConnections(trx: Trx, cast: DemoCast, at: Instant): Promise<void> {
  for (const { key, name, registrar, cutOffs } of CONNECTIONS) {
    const id = cast.connections.get(key) ?? ''
    await nextChange(trx, ACCOUNT, 'connections')
    await trx
      .insertInto('connection')
      .values({ account: ACCOUNT, id, name, registrar, gateway: 'none', created_at: at })
      .execute()
    for (const [suffix, cutOff] of Object.entries(cutOffs)) {
      const row = { account: ACCOUNT, connection: id, suffix, ...cutOffColumns(cutOff) }
      await trx.insertInto('cut_off').values(row).execute()
    }
    const after = { name, registrar, gateway: 'none', cutOffs }
    await appendAudit(trx, ACCOUNT, { at, person: cast.owner, action: 'connection.create', subject: id, after })
  }
}

function ruleEvents(cast: DemoCast): readonly EventAgo[] {
  return SUFFIX_RULES.map(({ suffix, mode, daysAgo, by }) => {
    const person = by === 'owner' ? cast.owner : cast.manager
    return { daysAgo, time: '11:24', run: (deps) => setSuffixRule(deps, person, suffix, mode) }
  })
}

async function setSuffixRule({ storage, clock }: Deps, person: string, suffix: string, mode: RenewalMode) {
  const at = clock.now()
  await storage.transact(async (trx) => {
    await nextChange(trx, ACCOUNT, 'rules')
    await trx.insertInto('suffix_rule').values({ account: ACCOUNT, suffix, mode, set_by: person, set_at: at }).execute()
    const record = { at, person, action: 'renewalRule.set', subject: suffix, before: null, after: { mode } }
    await appendAudit(trx, ACCOUNT, record)
  })
}

async function addNames(deps: Deps, cast: DemoCast, names: readonly DomainState[]) {
  if (names.length === 0) return
  const now = deps.clock.now()
  await deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, ACCOUNT)
    const context = await readWriteContext(trx, { account: ACCOUNT, changeSeq, now })
    await insertDomains(trx, context, names)
    const after = { names: names.length }
    await appendAudit(trx, ACCOUNT, { at: now, person: cast.manager, action: 'demo.fill', after })
  })
}
