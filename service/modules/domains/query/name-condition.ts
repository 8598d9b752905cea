import { type RawBuilder, sql } from 'kysely'

/** The indexes of `domain` by which queries find names. */
export type NameIndex =
  | 'domain_by_name'
  | 'domain_by_expiry'
  | 'domain_by_registry_expiry'
  | 'domain_by_decide_by'
  | 'domain_by_class'
  | 'domain_by_department'
  | 'domain_by_price'
  | 'domain_by_lock'
  | 'domain_by_update'

/**
 * Names by what their row says, optionally only those of some classes. `index` is the one that finds them fastest; null
 * where they are found by id (tags, search).
 */
export type Branch = {
  readonly classes: ReadonlySet<number> | null
  readonly sql: RawBuilder<boolean>
  readonly index: NameIndex | null
}

/** Names in one of several branches, no name in two of them; or, negated, in none. */
export type RowCondition = { readonly branches: readonly Branch[]; readonly isNegated: boolean }

/** Which names a list is about: those of some classes (null: of all) that meet every condition. */
export type NameMatch = {
  readonly classes: ReadonlySet<number> | null
  readonly conditions: readonly RowCondition[]
}

export const EVERY_NAME: NameMatch = { classes: null, conditions: [] }

export function positive(...branches: readonly Branch[]): RowCondition {
  return { branches, isNegated: false }
}

export function negated(...branches: readonly Branch[]): RowCondition {
  return { branches, isNegated: true }
}

export const NEVER = sql<boolean>`1 = 0`
