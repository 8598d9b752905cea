import { type RawBuilder, sql, type Transaction } from 'kysely'
import { assertNever, invariant } from '../../../core/base/invariant.ts'
import { renewalClassText } from '../../../core/renewal/renewal-class.ts'
import type { RenewalMode } from '../../../core/renewal/renewal-mode.ts'
import { takeStep } from '../../../core/renewal/renewal-step.ts'
import type { Database } from '../../storage/database.ts'
import { countIntoClasses, ensureClasses, keyOfClass } from '../renewal-rules/class-store.ts'
import { findClassRows } from './domains.repository.ts'
import { isNameOf } from './names-by-id.ts'
import { updateRows } from './update-rows.ts'
import type { WriteContext } from './write-context.ts'

/** A change of rules that is the same for many names; null takes the rule or decision away. */
export type RenewalChange =
  | { readonly kind: 'setRenewal'; readonly mode: RenewalMode | null; readonly by: string }
  | { readonly kind: 'decide'; readonly mode: RenewalMode | null; readonly by: string; readonly via: string }
  | { readonly kind: 'setCritical'; readonly critical: boolean; readonly by: string }

/**
 * Changes the rules of many names without reading them in full: their few classes are stepped on, and each name moves
 * from its old class to the new one. Names without an expiry cannot be decided on and are left alone; which names may be
 * changed at all (critical ones, too late) is the caller's to say.
 */
export async function changeRenewal(
  trx: Transaction<Database>,
  context: WriteContext,
  ids: readonly number[],
  change: RenewalChange,
): Promise<void> {
  const names = await trx
    .selectFrom('domain')
    .select(['id', 'class_id'])
    .where(isNameOf(trx, context.account, ids))
    .$if(change.kind === 'decide', (query) => query.where('expires_on', 'is not', null))
    .execute()
  const steps = await stepClasses(trx, context.account, new Set(names.map((name) => name.class_id)), change)
  const stepOf = (classId: number) => {
    const step = steps.get(classId)
    invariant(step, 'each class of the names was stepped on')
    return step
  }
  const types = { id: 'int', class_id: 'int', keeps_rule: 'int', keeps_decision: 'int' } as const
  const rows = names.map(({ id, class_id }) => {
    const { to, keepsRule, keepsDecision } = stepOf(class_id)
    return [id, to, Number(keepsRule), Number(keepsDecision)]
  })
  await updateRows(trx, context, types, rows, [sql`class_id = v.class_id`, ...stamps(context, change)])
  const moves = new Map<number, number>()
  for (const { class_id } of names) {
    moves.set(class_id, (moves.get(class_id) ?? 0) - 1)
    const { to } = stepOf(class_id)
    moves.set(to, (moves.get(to) ?? 0) + 1)
  }
  await countIntoClasses(trx, context.account, moves)
}

type ClassStep = { readonly to: number; readonly keepsRule: boolean; readonly keepsDecision: boolean }

async function stepClasses(
  trx: Transaction<Database>,
  account: string,
  classIds: ReadonlySet<number>,
  change: RenewalChange,
): Promise<ReadonlyMap<number, ClassStep>> {
  const found = await findClassRows(trx, account, [...classIds])
  const steps = [...found.values()].map((row) => {
    const from = keyOfClass(row)
    return { id: row.id, from, to: takeStep(from, change) }
  })
  const classes = await ensureClasses(
    trx,
    account,
    steps.map(({ to }) => to),
  )
  return new Map(
    steps.map(({ id, from, to }) => {
      const target = classes.get(renewalClassText(to))
      invariant(target, 'each key has a class')
      const keepsRule = from.ruleMode === to.ruleMode
      return [id, { to: target.id, keepsRule, keepsDecision: from.decisionMode === to.decisionMode }]
    }),
  )
}

/** Who set what; marking a critical name also takes away what was cancelled by it. */
function stamps({ now }: WriteContext, change: RenewalChange): readonly RawBuilder<unknown>[] {
  const stamped = (isSet: boolean) => ({ by: isSet ? change.by : null, at: isSet ? now : null })
  switch (change.kind) {
    case 'setRenewal': {
      const { by, at } = stamped(change.mode !== null)
      return [sql`rule_by = ${by}`, sql`rule_at = ${at}`]
    }
    case 'decide': {
      const { by, at } = stamped(change.mode !== null)
      const forExpiry = change.mode === null ? sql`null` : sql`expires_on`
      const via = change.mode === null ? null : change.via
      return [
        sql`decision_for = ${forExpiry}`,
        sql`decision_by = ${by}`,
        sql`decision_at = ${at}`,
        sql`decision_via = ${via}`,
      ]
    }
    case 'setCritical': {
      const { by, at } = stamped(change.critical)
      return [sql`critical_by = ${by}`, sql`critical_at = ${at}`, ...RELEASE_TAKEN, ...WHAT_IS_CANCELLED]
    }
    default:
      return assertNever(change, 'renewal change')
  }
}

const RELEASE_TAKEN = [sql`release_for = null`, sql`release_by = null`, sql`release_at = null`]

const WHAT_IS_CANCELLED = [
  ...['rule_by', 'rule_at'].map((column) => keptIf('keeps_rule', column)),
  ...['decision_for', 'decision_by', 'decision_at', 'decision_via'].map((column) => keptIf('keeps_decision', column)),
]

function keptIf(flag: string, column: string): RawBuilder<unknown> {
  return sql`${sql.ref(column)} = case when v.${sql.ref(flag)} = 1 then domain.${sql.ref(column)} end`
}
