import { type Kysely, sql } from 'kysely'
import { LOCK_LEVELS } from '../../../../core/domains/locks.ts'
import { admits, type Choice, type DomainFilter, isAny } from '../../../../core/portfolio/domain-filter.ts'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import { textList } from '../../../storage/json-list.ts'
import { type Branch, type NameIndex, negated, positive, type RowCondition } from './name-condition.ts'
import { spanOfValue } from './place-conditions.ts'

/** The empty text stands for "no department". */
export function departmentConditions(db: Kysely<Database>, choice: Choice<string>): readonly RowCondition[] {
  const branches = (values: readonly string[]): readonly Branch[] => {
    const named = values.filter((value) => value !== '')
    return [...departmentsIn(db, named), ...(values.includes('') ? [NO_DEPARTMENT] : [])]
  }
  return [
    ...(choice.in.length > 0 ? [positive(...branches(choice.in))] : []),
    ...(choice.notIn.length > 0 ? [negated(...branches(choice.notIn))] : []),
  ]
}

const NO_DEPARTMENT: Branch = {
  classes: null,
  test: sql`domain.department is null`,
  columns: ['department'],
  found: { by: 'domain_by_department' },
  spans: { department: { absent: 'always', from: null, before: null } },
}

/** Few of them one by one: each is a stretch of the index. */
export function departmentsIn(db: Kysely<Database>, departments: readonly string[]): readonly Branch[] {
  if (departments.length <= MAX_BRANCHES) {
    return [...new Set(departments)].map((department) => valueBranch('department', department, 'domain_by_department'))
  }
  return [
    {
      classes: null,
      test: sql`coalesce(domain.department in ${textList(dialectOf(db), departments)}, 1 = 0)`,
      columns: ['department'],
      found: { by: 'domain_by_department' },
    },
  ]
}

const MAX_BRANCHES = 8

function valueBranch(column: 'department' | 'lock_level', value: string, by: NameIndex): Branch {
  const test = sql<boolean>`${sql.ref(`domain.${column}`)} = ${value}`
  return { classes: null, test, columns: [column], found: { by }, spans: { [column]: spanOfValue(value) } }
}

export function lockConditions({ lock }: DomainFilter): readonly RowCondition[] {
  if (isAny(lock)) return []
  const levels = LOCK_LEVELS.filter((level) => admits(lock, level))
  return [positive(...levels.map((level) => valueBranch('lock_level', level, 'domain_by_lock')))]
}

/** Few names wait at a time: they are found by an index of their own. */
export function blockedConditions(
  account: string,
  { in: wanted, notIn: unwanted }: Choice<string>,
): readonly RowCondition[] {
  return [
    ...(wanted.length > 0 ? [positive(...wanted.map((reason) => blockedFor(account, reason)))] : []),
    ...(unwanted.length > 0 ? [negated(...unwanted.map((reason) => blockedFor(account, reason)))] : []),
  ]
}

function blockedFor(account: string, reason: string): Branch {
  const those = sql`from domain as waiting
    where waiting.account = ${account} and waiting.blocked is not null and waiting.blocked = ${reason}`
  return {
    classes: null,
    test: sql`exists (select 1 ${those} and waiting.id = domain.id)`,
    // By its id, which every index has.
    columns: [],
    found: { ids: sql`select waiting.id ${those}`, count: sql`select count(*) as names ${those}` },
  }
}
