import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import type { SessionTables } from './sessions.table.ts'

export type PersonRow = SessionTables['person']
export type SessionRow = SessionTables['session']

export function findPersonByEmail(db: Kysely<Database>, email: string): Promise<PersonRow | undefined> {
  return db.selectFrom('person').selectAll().where('email', '=', email).executeTakeFirst()
}

export function findPerson(db: Kysely<Database>, id: string): Promise<PersonRow | undefined> {
  return db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function hasAnyPerson(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('person').select('id').limit(1).executeTakeFirst()) !== undefined
}

export async function insertPerson(trx: Transaction<Database>, person: PersonRow): Promise<void> {
  await trx.insertInto('person').values(person).execute()
}

export async function insertSession(trx: Transaction<Database>, session: SessionRow): Promise<void> {
  await trx.insertInto('session').values(session).execute()
}

/** A session that is neither ended nor expired, of a person who may still sign in. */
export function findLiveSession(db: Kysely<Database>, tokenHash: string, now: string): Promise<SessionRow | undefined> {
  return db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person')
    .selectAll('session')
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .where('person.disabled_at', 'is', null)
    .executeTakeFirst()
}

/** Whether a session that was live before still is. */
export async function hasLiveSession(db: Kysely<Database>, id: string, now: string): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person')
    .select('session.id')
    .where('session.id', '=', id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .where('person.disabled_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export function listLiveSessions(db: Kysely<Database>, person: string, now: string): Promise<SessionRow[]> {
  return db
    .selectFrom('session')
    .selectAll()
    .where('person', '=', person)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('last_used_at', 'desc')
    .execute()
}

export async function touchSession(trx: Transaction<Database>, id: string, usedAt: string): Promise<void> {
  await trx.updateTable('session').set({ last_used_at: usedAt }).where('id', '=', id).execute()
}

/** Ends sessions of a person: one, or all but one. Returns how many were live. */
export async function revokeSessions(
  trx: Transaction<Database>,
  person: string,
  which: { readonly only: string } | { readonly except: string },
  now: string,
): Promise<number> {
  const base = trx.updateTable('session').set({ revoked_at: now }).where('person', '=', person)
  const chosen = 'only' in which ? base.where('id', '=', which.only) : base.where('id', '<>', which.except)
  const result = await chosen.where('revoked_at', 'is', null).where('expires_at', '>', now).executeTakeFirst()
  return Number(result.numUpdatedRows)
}

type Attempts = SessionTables['login_attempt']

export function findAttempts(db: Kysely<Database>, subjects: readonly string[]): Promise<Attempts[]> {
  return db
    .selectFrom('login_attempt')
    .selectAll()
    .where('subject', 'in', [...subjects])
    .execute()
}

/** Counts one more within the window, or begins a window; of many at once each is counted. */
export function countFailure(
  trx: Transaction<Database>,
  subject: string,
  now: string,
  windowFrom: string,
): Promise<Attempts> {
  return trx
    .insertInto('login_attempt')
    .values({ subject, failures: 1, window_from: now })
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet((eb) => {
        const isFresh = eb('login_attempt.window_from', '>=', windowFrom)
        return {
          failures: eb
            .case()
            .when(isFresh)
            .then(eb('login_attempt.failures', '+', 1))
            .else(1)
            .end(),
          window_from: eb.case().when(isFresh).then(eb.ref('login_attempt.window_from')).else(now).end(),
        }
      }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function clearFailures(trx: Transaction<Database>, subject: string): Promise<void> {
  await trx.deleteFrom('login_attempt').where('subject', '=', subject).execute()
}

/** Names of all people who are or were members of an account, by id. */
export async function listPersonNames(db: Kysely<Database>, account: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('person')
    .innerJoin('membership', 'membership.person', 'person.id')
    .select(['person.id', 'person.name'])
    .where('membership.account', '=', account)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function markSteppedUp(trx: Transaction<Database>, id: string, at: string): Promise<void> {
  await trx.updateTable('session').set({ stepped_up_at: at }).where('id', '=', id).execute()
}

export async function findSteppedUp(db: Kysely<Database>, id: string): Promise<string | null> {
  const row = await db.selectFrom('session').select('stepped_up_at').where('id', '=', id).executeTakeFirst()
  return row?.stepped_up_at ?? null
}
