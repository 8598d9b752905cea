import type { Kysely } from 'kysely'
import { isUnlimited, type ReaderScope, scopeLimitSchema } from '../../../core/access/reader-scope.ts'
import type { Database } from '../../storage/database.ts'

/** The tags and departments that limit somebody's role in an account. */
export type RoleLimits = { readonly tags: ReadonlySet<string>; readonly departments: ReadonlySet<string> }

const NO_LIMITS: RoleLimits = { tags: new Set(), departments: new Set() }

/**
 * What a person must not change in names: whoever sees only some of them could otherwise move names into or out of a
 * role's sight, their own included. Nothing for those who see all.
 */
export async function untouchableLimits(
  db: Kysely<Database>,
  account: string,
  scope: ReaderScope,
): Promise<RoleLimits> {
  if (isUnlimited(scope)) return NO_LIMITS
  const rows = await db
    .selectFrom('membership')
    .select('limits')
    .distinct()
    .where('account', '=', account)
    .where('limits', 'is not', null)
    .execute()
  const limits = rows.map((row) => scopeLimitSchema.parse(JSON.parse(row.limits ?? '{}')))
  return {
    tags: new Set(limits.flatMap((limit) => limit.tags ?? [])),
    departments: new Set(limits.flatMap((limit) => limit.departments ?? [])),
  }
}

/** Whether a change of tags or department would move a name across a limit. */
export function crossesLimit(
  limits: RoleLimits,
  before: { readonly tags?: readonly string[] | undefined; readonly department?: string | null | undefined },
  after: { readonly tags?: readonly string[] | undefined; readonly department?: string | null | undefined },
): boolean {
  if (after.department !== undefined && before.department !== after.department) {
    const moved = [before.department, after.department]
    if (moved.some((department) => typeof department === 'string' && limits.departments.has(department))) return true
  }
  const tags = [before.tags ?? [], after.tags ?? []]
  const [had, has] = tags.map((list) => new Set(list))
  return after.tags !== undefined && [...limits.tags].some((tag) => had?.has(tag) !== has?.has(tag))
}
