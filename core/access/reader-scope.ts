import { z } from 'zod'

/**
 * The names that a person may see. `limited` narrows by each list that is given: a name is inside when it has one of
 * the tags, and one of the suffixes, and one of the departments (a missing list does not narrow).
 */
export type ReaderScope = { readonly kind: 'all' } | ({ readonly kind: 'limited' } & ScopeLimit)

export const scopeLimitSchema = z.object({
  tags: z.array(z.string()).readonly().optional(),
  suffixes: z.array(z.string()).readonly().optional(),
  departments: z.array(z.string()).readonly().optional(),
})
export type ScopeLimit = z.output<typeof scopeLimitSchema>

/** What scope limits look at in a name. */
export type ScopeTarget = {
  readonly suffix: string
  readonly department: string | null
  readonly tags: readonly string[]
}

export const EVERYTHING: ReaderScope = { kind: 'all' }

export function isInScope(scope: ReaderScope, target: ScopeTarget): boolean {
  if (scope.kind === 'all') return true
  const { tags, suffixes, departments } = scope
  if (suffixes && !suffixes.includes(target.suffix)) return false
  if (departments && !(target.department !== null && departments.includes(target.department))) return false
  return !tags || target.tags.some((tag) => tags.includes(tag))
}

/** Whether the reader sees every name of the account. */
export function isUnlimited(scope: ReaderScope): boolean {
  return scope.kind === 'all' || !(scope.tags ?? scope.suffixes ?? scope.departments)
}
