import type { Permission } from './permission.ts'
import { isInScope, isUnlimited, type ReaderScope, type ScopeTarget } from './reader-scope.ts'

/** Somebody who acts in an account, with the sum of what their roles grant. */
export type Actor = {
  readonly personId: string
  readonly permissions: ReadonlySet<Permission>
  readonly scope: ReaderScope
}

/**
 * What an action is aimed at: one name, a rule for a whole suffix, or something that concerns every name of the
 * account (account rule, connections). `none` is for things that hold no names, such as one's own views.
 */
export type AccessTarget =
  | { readonly kind: 'none' }
  | { readonly kind: 'account' }
  | { readonly kind: 'suffix'; readonly suffix: string }
  | ({ readonly kind: 'name' } & ScopeTarget)

/** The one place that decides what an actor may do. Denies by default. */
export function can(actor: Actor, permission: Permission, target: AccessTarget = { kind: 'none' }): boolean {
  if (!actor.permissions.has(permission)) return false
  switch (target.kind) {
    case 'none':
      return true
    case 'account':
      return isUnlimited(actor.scope)
    case 'suffix':
      return isUnlimited(actor.scope) || coversSuffix(actor.scope, target.suffix)
    case 'name':
      return isInScope(actor.scope, target)
  }
}

/** A suffix rule reaches every name of the suffix, so only a limit by suffix alone can cover it. */
function coversSuffix(scope: ReaderScope, suffix: string): boolean {
  if (scope.kind === 'all') return true
  return !scope.tags && !scope.departments && (scope.suffixes?.includes(suffix) ?? true)
}
