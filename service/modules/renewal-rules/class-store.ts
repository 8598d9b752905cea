import { type RawBuilder, type Selectable, sql, type Transaction } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import { registryStateSchema } from '../../../core/domains/registry-state.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import { suffixFacts } from '../../../core/domains/tld-catalogue.ts'
import { type ConnectionCutOffs, type CutOff, resolveCutOff } from '../../../core/renewal/deadlines.ts'
import {
  effectiveRenewal,
  HOLDINGS,
  type Holding,
  isContradiction,
  newRenewalClass,
  type OuterRules,
  REGISTRAR_AUTO_RENEWS,
  type RegistrarAutoRenew,
  type RenewalClassKey,
  renewalClassText,
} from '../../../core/renewal/renewal-class.ts'
import type { EffectiveRenewal, RenewalMode } from '../../../core/renewal/renewal-mode.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { idList } from '../../storage/json-list.ts'
import { type JsonColumns, jsonRows } from '../../storage/json-rows.ts'
import { insertRows } from '../../storage/many-rows.ts'
import type { RenewalRuleTables } from './renewal-rules.table.ts'

export type RenewalClassRow = Selectable<RenewalRuleTables['renewal_class']>

/** The columns that make up a class's key, in the order of its unique index. */
const KEY_COLUMNS = {
  suffix: 'text',
  connection: 'text',
  rule_mode: 'text',
  decision_mode: 'text',
  critical: 'int',
  released: 'int',
  registrar_auto_renew: 'text',
  holding: 'text',
  registry_state: 'text',
} as const satisfies JsonColumns
type KeyRow = Pick<RenewalClassRow, keyof typeof KEY_COLUMNS>

/** What follows from a key, the rules and the cut-offs. */
type Resolved = Pick<RenewalClassRow, 'mode' | 'scope' | 'contradiction'>

/** Reads the key of a stored class. */
export function keyOfClass(row: KeyRow): RenewalClassKey {
  return {
    suffix: row.suffix as Suffix,
    connection: row.connection,
    ruleMode: modeOf(row.rule_mode),
    decisionMode: modeOf(row.decision_mode),
    critical: row.critical === 1,
    released: row.released === 1,
    registrarAutoRenew: row.registrar_auto_renew,
    holding: holdingOf(row.holding),
    registryState: registryStateSchema.parse(row.registry_state),
  }
}

/** The cut-off that was resolved for a stored class. */
export function cutOffOfClass(row: Pick<RenewalClassRow, 'cut_kind' | 'cut_n'>): CutOff {
  switch (row.cut_kind) {
    case 'daysBefore':
      return { kind: 'daysBefore', days: row.cut_n }
    case 'dayOfExpiryMonth':
      return { kind: 'dayOfExpiryMonth', day: row.cut_n }
    case 'endOfPreviousMonth':
      return { kind: 'endOfPreviousMonth' }
  }
}

/** The same cut-off as columns of `renewal_class` and `cut_off`. */
export function cutOffColumns(cutOff: CutOff): { readonly kind: CutOff['kind']; readonly n: number } {
  switch (cutOff.kind) {
    case 'daysBefore':
      return { kind: cutOff.kind, n: cutOff.days }
    case 'dayOfExpiryMonth':
      return { kind: cutOff.kind, n: cutOff.day }
    case 'endOfPreviousMonth':
      return { kind: cutOff.kind, n: 0 }
  }
}

/**
 * The classes of these keys, by `renewalClassText(key)`. Missing ones are made, resolved with the account's rules and
 * the connections' cut-offs. Call it behind `nextChange`, which keeps other writers of the account away.
 */
export async function ensureClasses(
  trx: Transaction<Database>,
  account: string,
  keys: Iterable<RenewalClassKey>,
): Promise<ReadonlyMap<string, RenewalClassRow>> {
  const wanted = new Map([...keys].map((key) => [renewalClassText(key), key]))
  const found = await findClasses(trx, account, [...wanted.values()])
  const missing = [...wanted].filter(([text]) => !found.has(text)).map(([, key]) => key)
  if (missing.length === 0) return found
  await insertClasses(trx, account, missing)
  const made = await findClasses(trx, account, missing)
  invariant(made.size === missing.length, 'a class was made for each missing key')
  return new Map([...found, ...made])
}

async function findClasses(
  trx: Transaction<Database>,
  account: string,
  keys: readonly RenewalClassKey[],
): Promise<ReadonlyMap<string, RenewalClassRow>> {
  if (keys.length === 0) return new Map()
  const source = jsonRows(
    dialectOf(trx),
    KEY_COLUMNS,
    keys.map((key) => cellsOf(KEY_COLUMNS, keyRow(key))),
  )
  const isKey = Object.keys(KEY_COLUMNS).map((column) => sql`c.${sql.ref(column)} = k.${sql.ref(column)}`)
  const { rows } = await sql<RenewalClassRow>`
    select c.* from ${source} as k cross join renewal_class c
    where c.account = ${account} and ${sql.join(isKey, sql` and `)}`.execute(trx)
  return new Map(rows.map((row) => [renewalClassText(keyOfClass(row)), row]))
}

async function insertClasses(
  trx: Transaction<Database>,
  account: string,
  keys: readonly RenewalClassKey[],
): Promise<void> {
  const rules = await readOuterRules(trx, account)
  const cutOffs = await readCutOffs(trx, account, [...new Set(keys.map((key) => key.connection))])
  const columns = { account: 'text', ...KEY_COLUMNS, ...RESOLVED_COLUMNS } as const
  const rows = keys.map((key) => {
    const cutOff = cutOffColumns(resolvedCutOff(key, cutOffs.get(key.connection) ?? {}))
    const resolved = { ...resolve(key, rules), cut_kind: cutOff.kind, cut_n: cutOff.n }
    return { account, ...keyRow(key), ...resolved, names: 0 }
  })
  await insertRows(trx, 'renewal_class', columns, rows)
  await markClassesChanged(trx, account)
}

/** What readers keep of the classes is valid until this number moves. */
async function markClassesChanged(trx: Transaction<Database>, account: string): Promise<void> {
  await trx
    .updateTable('account_counter')
    .set((eb) => ({ classes_seq: eb.ref('change_seq') }))
    .where('account', '=', account)
    .execute()
}

const RESOLVED_COLUMNS = {
  mode: 'text',
  scope: 'text',
  contradiction: 'int',
  cut_kind: 'text',
  cut_n: 'int',
  names: 'int',
} as const

/**
 * Works out mode, scope and contradiction of the account's classes again, after a rule of the account or of one suffix
 * has changed. No name is touched; returns how many classes came out differently.
 *
 * Only classes without a rule or decision of their own are reached, all of them by the same rule. What comes out for
 * each kind of them is asked of the rules beforehand, so that tens of thousands of classes are never read.
 */
export async function reresolveClasses(
  trx: Transaction<Database>,
  account: string,
  only: { readonly suffix?: Suffix } = {},
): Promise<number> {
  const rules = await readOuterRules(trx, account)
  const { suffix } = only
  const suffixMode = suffix === undefined ? null : (rules.suffixes.get(suffix) ?? null)
  let changed = 0
  for (const { to, kinds } of outcomesOf({ account: rules.account, suffix: suffixMode })) {
    const { mode, scope, contradiction } = to
    const result = await trx
      .updateTable('renewal_class')
      .set(to)
      .where('account', '=', account)
      .where('rule_mode', '=', 'none')
      .where('decision_mode', '=', 'none')
      .where((eb) =>
        suffix === undefined
          ? eb('suffix', 'not in', eb.selectFrom('suffix_rule').select('suffix').where('account', '=', account))
          : eb('suffix', '=', suffix),
      )
      .where(isOfKind(kinds))
      .where((eb) =>
        eb.or([eb('mode', '<>', mode), eb('scope', '<>', scope), eb('contradiction', '<>', contradiction)]),
      )
      .executeTakeFirst()
    changed += Number(result.numUpdatedRows)
  }
  if (changed > 0) await markClassesChanged(trx, account)
  return changed
}

/** What the rules look at in a class that has no rule or decision of its own. */
type ClassKind = {
  readonly critical: boolean
  readonly registrarAutoRenew: RegistrarAutoRenew
  readonly isHeld: boolean
}

const KINDS: readonly ClassKind[] = [true, false].flatMap((critical) =>
  REGISTRAR_AUTO_RENEWS.flatMap((registrarAutoRenew) =>
    [true, false].map((isHeld) => ({ critical, registrarAutoRenew, isHeld })),
  ),
)

function keyOfKind({ critical, registrarAutoRenew, isHeld }: ClassKind): RenewalClassKey {
  const holding = isHeld ? 'held' : 'archived'
  return { ...newRenewalClass('' as Suffix, ''), critical, registrarAutoRenew, holding }
}

type Outcome = { readonly to: Resolved; readonly kinds: readonly ClassKind[] }

/** What the rules make of each kind, equal outcomes together. */
function outcomesOf(rules: OuterRules): readonly Outcome[] {
  const resolved = KINDS.map((kind) => ({ kind, to: resolveKey(keyOfKind(kind), rules) }))
  const groups = Map.groupBy(resolved, ({ to }) => `${to.mode} ${to.scope} ${to.contradiction}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ to: first.to, kinds: group.map(({ kind }) => kind) }] : []
  })
}

function isOfKind(kinds: readonly ClassKind[]): RawBuilder<boolean> {
  const rows = kinds.map(
    ({ critical, registrarAutoRenew, isHeld }) =>
      sql`(${sql.lit(Number(critical))}, ${sql.lit(registrarAutoRenew)}, ${sql.lit(Number(isHeld))})`,
  )
  return sql<boolean>`(critical, registrar_auto_renew, case when holding = 'held' then 1 else 0 end) in (values ${sql.join(rows)})`
}

/**
 * Works out the cut-offs of a connection's classes again. Returns the classes that now have another one: the deadlines
 * of their names are to be computed again.
 */
export async function reresolveCutOffs(
  trx: Transaction<Database>,
  account: string,
  connection: string,
  suffix?: Suffix,
): Promise<readonly number[]> {
  const cutOffs = (await readCutOffs(trx, account, [connection])).get(connection) ?? {}
  const classes = trx
    .selectFrom('renewal_class')
    .select(['id', 'suffix', 'cut_kind', 'cut_n'])
    .where('account', '=', account)
    .where('connection', '=', connection)
  const rows = await (suffix === undefined ? classes : classes.where('suffix', '=', suffix)).execute()
  const changed = new Map<string, { readonly to: ReturnType<typeof cutOffColumns>; readonly ids: number[] }>()
  for (const row of rows) {
    const to = cutOffColumns(resolvedCutOff({ suffix: row.suffix as Suffix }, cutOffs))
    if (to.kind === row.cut_kind && to.n === row.cut_n) continue
    const group = changed.get(`${to.kind} ${to.n}`) ?? { to, ids: [] }
    group.ids.push(row.id)
    changed.set(`${to.kind} ${to.n}`, group)
  }
  for (const { to, ids } of changed.values()) {
    await updateClasses(trx, account, ids, { cut_kind: to.kind, cut_n: to.n })
  }
  return [...changed.values()].flatMap(({ ids }) => ids)
}

async function updateClasses(
  trx: Transaction<Database>,
  account: string,
  ids: readonly number[],
  to: Resolved | Pick<RenewalClassRow, 'cut_kind' | 'cut_n'>,
): Promise<void> {
  await trx
    .updateTable('renewal_class')
    .set(to)
    .where('account', '=', account)
    .where('id', 'in', idList(dialectOf(trx), ids))
    .execute()
  await markClassesChanged(trx, account)
}

/** Adds to the numbers of names in classes; `changes` by class id. */
export async function countIntoClasses(
  trx: Transaction<Database>,
  account: string,
  changes: ReadonlyMap<number, number>,
): Promise<void> {
  const rows = [...changes].filter(([, difference]) => difference !== 0)
  if (rows.length === 0) return
  await sql`update renewal_class set names = names + v.difference
    from ${jsonRows(dialectOf(trx), { id: 'int', difference: 'int' }, rows)} as v
    where renewal_class.account = ${account} and renewal_class.id = v.id`.execute(trx)
}

type OuterRuleSet = { readonly account: RenewalMode; readonly suffixes: ReadonlyMap<string, RenewalMode> }

async function readOuterRules(trx: Transaction<Database>, account: string): Promise<OuterRuleSet> {
  const row = await trx.selectFrom('account').select('rule_mode').where('id', '=', account).executeTakeFirstOrThrow()
  const suffixes = await trx
    .selectFrom('suffix_rule')
    .select(['suffix', 'mode'])
    .where('account', '=', account)
    .execute()
  return { account: row.rule_mode, suffixes: new Map(suffixes.map(({ suffix, mode }) => [suffix, mode])) }
}

async function readCutOffs(
  trx: Transaction<Database>,
  account: string,
  connections: readonly string[],
): Promise<ReadonlyMap<string, ConnectionCutOffs>> {
  const rows = await trx
    .selectFrom('cut_off')
    .selectAll()
    .where('account', '=', account)
    .where('connection', 'in', connections)
    .execute()
  const byConnection = new Map<string, Record<string, CutOff>>()
  for (const { connection, suffix, kind, n } of rows) {
    const own = byConnection.get(connection) ?? {}
    own[suffix] = cutOffOfClass({ cut_kind: kind, cut_n: n })
    byConnection.set(connection, own)
  }
  return byConnection
}

function resolve(key: RenewalClassKey, rules: OuterRuleSet): Resolved {
  return resolveKey(key, { account: rules.account, suffix: rules.suffixes.get(key.suffix) ?? null })
}

function resolveKey(key: RenewalClassKey, rules: OuterRules): Resolved {
  const effective: EffectiveRenewal = effectiveRenewal(key, rules)
  // Nothing can go wrong any more with a name that is no longer held.
  const contradicts = key.holding === 'held' && isContradiction(effective.mode, key.registrarAutoRenew)
  return { mode: effective.mode, scope: effective.scope, contradiction: contradicts ? 1 : 0 }
}

function resolvedCutOff(key: { readonly suffix: Suffix }, cutOffs: ConnectionCutOffs): CutOff {
  return resolveCutOff(key.suffix, cutOffs, suffixFacts(key.suffix).rule.cutOff)
}

function cellsOf<Columns extends JsonColumns>(
  columns: Columns,
  row: Readonly<Record<keyof Columns, string | number>>,
): readonly (string | number)[] {
  return Object.keys(columns).map((column: keyof Columns) => row[column])
}

function keyRow(key: RenewalClassKey): KeyRow {
  return {
    suffix: key.suffix,
    connection: key.connection,
    rule_mode: key.ruleMode ?? 'none',
    decision_mode: key.decisionMode ?? 'none',
    critical: key.critical ? 1 : 0,
    released: key.released ? 1 : 0,
    registrar_auto_renew: key.registrarAutoRenew,
    holding: key.holding,
    registry_state: key.registryState,
  }
}

function modeOf(stored: 'none' | RenewalMode): RenewalMode | null {
  return stored === 'none' ? null : stored
}

function holdingOf(stored: string): Holding {
  const holding = HOLDINGS.find((known) => known === stored)
  invariant(holding, `unknown holding ${stored}`)
  return holding
}
