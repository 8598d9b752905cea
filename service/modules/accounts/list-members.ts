import { type Kysely, sql } from 'kysely'
import type { Actor } from '../../../core/access/can.ts'
import type { Database } from '../../storage/database.ts'
import { actorOf } from './membership.ts'

export type Member = { readonly actor: Actor; readonly name: string; readonly email: string }

/** Everybody who belongs to an account and can sign in, with what their roles add up to. */
export async function listMembers(db: Kysely<Database>, account: string): Promise<readonly Member[]> {
  const { rows } = await sql<{ person: string; name: string; email: string; role: string; limits: string | null }>`
    select m.person, p.name, p.email, m.role, m.limits from membership m join person p on p.id = m.person
    where m.account = ${account} and p.disabled_at is null order by p.email, m.role`.execute(db)
  return [...Map.groupBy(rows, ({ person }) => person)].flatMap(([person, memberships]): readonly Member[] => {
    const [first] = memberships
    return first ? [{ actor: actorOf(person, memberships), name: first.name, email: first.email }] : []
  })
}
