import { addDays, addMonths, type Instant, instantAt, startOfMonth } from '../../core/calendar/iso-date.ts'
import type { RenewalMode } from '../../core/renewal/renewal-mode.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../ids.ts'
import { insertAccount, insertMembership, insertOperator } from '../modules/accounts/accounts.repository.ts'
import { NEW_ACCOUNT } from '../modules/accounts/open-account.ts'
import { markSandbox } from '../modules/accounts/workspace.repository.ts'
import { appendAudit } from '../modules/audit/audit-log.ts'
import { nextChange } from '../modules/changes/change-sequence.ts'
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
import { type DemoEvent, replay } from './demo-events.ts'
import { type DemoName, demoNames } from './demo-names.ts'
import { type DemoCast, demoState } from './demo-state.ts'
import { examplePrices } from './example-prices.ts'
import { CONNECTIONS, ORGANISATION, PEOPLE } from './vocabulary.ts'

const ACCOUNT = 'main'
const BATCH = 2000
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
  const hasAccount = request.domains > ACCOUNT_NAMES
  await replay(deps, cast, [...ruleEvents(cast), ...(hasAccount ? accountEvents(cast) : [])])
  return cast
}

export async function addDemoNames(deps: Deps, cast: DemoCast, request: DemoRequest): Promise<void> {
  const chance = makeChance(request.seed + 1)
  let batch: DemoName[] = []
  const count = request.domains > ACCOUNT_NAMES ? request.domains - ACCOUNT_NAMES : request.domains
  const held = await deps.storage.read.selectFrom('domain').select('name').where('account', '=', ACCOUNT).execute()
  const names = held.map(({ name }) => name)
  for (const demo of demoNames(count, request.seed, cast.today, names)) {
    batch.push(demo)
    if (batch.length < BATCH) continue
    await addNames(deps, cast, chance, batch)
    batch = []
  }
  await addNames(deps, cast, chance, batch)
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

function ruleEvents(cast: DemoCast): readonly DemoEvent[] {
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

async function addNames(deps: Deps, cast: DemoCast, chance: ReturnType<typeof makeChance>, names: readonly DemoName[]) {
  if (names.length === 0) return
  const now = deps.clock.now()
  await deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, ACCOUNT)
    const context = await readWriteContext(trx, { account: ACCOUNT, changeSeq, now })
    await insertDomains(
      trx,
      context,
      names.map((name) => demoState(name, cast, chance)),
    )
    const after = { names: names.length }
    await appendAudit(trx, ACCOUNT, { at: now, person: cast.manager, action: 'demo.fill', after })
  })
}
