import type { Actor } from '../../../core/access/can.ts'
import {
  BUILT_IN_ROLES,
  type BuiltInRole,
  OPERATOR_PERMISSIONS,
  type Permission,
  ROLE_PERMISSIONS,
} from '../../../core/access/permission.ts'
import { EVERYTHING, type ReaderScope, scopeLimitSchema } from '../../../core/access/reader-scope.ts'
import type { Storage } from '../../storage/storage.ts'
import { isOperator, listMemberships } from './accounts.repository.ts'

type Membership = { readonly role: string; readonly limits: string | null }

const isBuiltIn = (role: string): role is BuiltInRole => (BUILT_IN_ROLES as readonly string[]).includes(role)

/** What a person may do in an account; null when they are no member of it. Operators may also do what is theirs. */
export async function findActor(storage: Storage, personId: string, account: string): Promise<Actor | null> {
  return (await findActors(storage, personId, account)).get(account)?.actor ?? null
}

/** A person's place in an account. */
export type Place = { readonly name: string; readonly roles: readonly string[]; readonly actor: Actor }

/** What a person may do in each of their accounts, or in one of them. */
export async function findActors(
  storage: Storage,
  personId: string,
  account?: string,
): Promise<ReadonlyMap<string, Place>> {
  const memberships = await listMemberships(storage.read, personId, account)
  const isOne = memberships.length > 0 && (await isOperator(storage.read, personId))
  const groups = Map.groupBy(memberships, (membership) => membership.account)
  return new Map(
    [...groups].map(([id, own]) => {
      const actor = actorOf(personId, own)
      const place = { name: own[0]?.name ?? id, roles: own.map(({ role }) => role) }
      return [id, { ...place, actor: isOne ? withOperator(actor) : actor }]
    }),
  )
}

/** What an operator may do above accounts; null for everybody else. */
export async function findOperator(storage: Storage, personId: string): Promise<Actor | null> {
  if (!(await isOperator(storage.read, personId))) return null
  return withOperator({ personId, permissions: new Set(), scope: EVERYTHING })
}

function withOperator(actor: Actor): Actor {
  return { ...actor, permissions: new Set<Permission>([...actor.permissions, ...OPERATOR_PERMISSIONS]) }
}

/** The sum of a person's roles. With several limited roles the narrowest reading holds: the first role's limit. */
export function actorOf(personId: string, memberships: readonly Membership[]): Actor {
  const permissions = new Set<Permission>()
  for (const { role } of memberships) {
    if (isBuiltIn(role)) for (const permission of ROLE_PERMISSIONS[role]) permissions.add(permission)
  }
  return { personId, permissions, scope: scopeOf(memberships) }
}

function scopeOf(memberships: readonly Membership[]): ReaderScope {
  const limits = memberships.map((membership) => membership.limits)
  const [first] = limits
  if (limits.some((limit) => limit === null) || first === undefined || first === null) return EVERYTHING
  return { kind: 'limited', ...scopeLimitSchema.parse(JSON.parse(first)) }
}
