import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import type { DocumentTables } from './documents.table.ts'

export type FileRow = DocumentTables['document_file']
export type FileKey = Pick<FileRow, 'account' | 'number' | 'revision' | 'kind' | 'language'>

export function findFile(db: Kysely<Database>, key: FileKey): Promise<FileRow | undefined> {
  return db
    .selectFrom('document_file')
    .selectAll()
    .where('account', '=', key.account)
    .where('number', '=', key.number)
    .where('revision', '=', key.revision)
    .where('kind', '=', key.kind)
    .where('language', '=', key.language)
    .executeTakeFirst()
}

/** Keeps a file; one that is there already stays as it is. */
export async function insertFile(trx: Transaction<Database>, row: FileRow): Promise<void> {
  await trx
    .insertInto('document_file')
    .values(row)
    .onConflict((conflict) => conflict.columns(['account', 'number', 'revision', 'kind', 'language']).doNothing())
    .execute()
}

export function listFiles(db: Kysely<Database>, account: string, number: string) {
  return db
    .selectFrom('document_file')
    .select(['kind', 'language', 'revision', 'sha256', 'made_at'])
    .where('account', '=', account)
    .where('number', '=', number)
    .orderBy('revision')
    .orderBy('kind')
    .orderBy('language')
    .execute()
}

export type WorkRow = DocumentTables['document_work']

/** Documents whose files are to be made by now, the oldest first. */
export function dueWork(db: Kysely<Database>, now: string, limit: number): Promise<WorkRow[]> {
  return db
    .selectFrom('document_work')
    .selectAll()
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('account')
    .orderBy('number')
    .limit(limit)
    .execute()
}

export async function endWork(
  trx: Transaction<Database>,
  { account, number, revision }: Pick<WorkRow, 'account' | 'number' | 'revision'>,
): Promise<void> {
  await trx
    .deleteFrom('document_work')
    .where('account', '=', account)
    .where('number', '=', number)
    .where('revision', '=', revision)
    .execute()
}

export async function postponeWork(
  trx: Transaction<Database>,
  { account, number, revision }: WorkRow,
  later: Pick<WorkRow, 'attempts' | 'next_at' | 'problem'>,
): Promise<void> {
  await trx
    .updateTable('document_work')
    .set(later)
    .where('account', '=', account)
    .where('number', '=', number)
    .where('revision', '=', revision)
    .execute()
}
