import { type Kysely, sql, type Transaction } from 'kysely'
import { type DocumentNumber, type DocumentSeries, documentNumber } from '../../../core/billing/document-number.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { systemNow } from '../../clock.ts'
import type { Database } from '../../storage/database.ts'
import { insertRows } from '../../storage/many-rows.ts'
import type { DocumentTables } from './documents.table.ts'

export type DocumentRow = DocumentTables['document']

/**
 * Takes the next numbers of a series, so many at once, and returns the first of them. The row stays locked to the end of
 * the transaction: numbers have no gaps, because whoever fails gives theirs back.
 */
export async function takeNumbers(
  trx: Transaction<Database>,
  issuer: string,
  series: DocumentSeries,
  year: number,
  count: number,
): Promise<number> {
  const row = await trx
    .insertInto('document_counter')
    .values({ issuer, series, year, last: count })
    .onConflict((conflict) =>
      conflict.columns(['issuer', 'series', 'year']).doUpdateSet({ last: sql`document_counter.last + excluded.last` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return Number(row.last) - count + 1
}

/** The next number of a series in the year of its issue. */
export async function takeNumber(
  trx: Transaction<Database>,
  issuer: string,
  series: DocumentSeries,
  issuedOn: IsoDate,
): Promise<DocumentNumber> {
  const year = Number(issuedOn.slice(0, 4))
  return documentNumber(series, year, await takeNumbers(trx, issuer, series, year, 1))
}

const DOCUMENT_COLUMNS: Readonly<Record<keyof DocumentRow, 'int' | 'text'>> = {
  account: 'text',
  number: 'text',
  revision: 'int',
  series: 'text',
  issuer: 'text',
  issued_on: 'text',
  due_on: 'text',
  period: 'text',
  part: 'int',
  counterparty: 'text',
  counterparty_key: 'text',
  total: 'int',
  tax: 'int',
  amount_due: 'int',
  content: 'text',
  original: 'text',
  entry: 'int',
  reason: 'text',
  person: 'text',
  created_at: 'text',
}

/** Stores documents, and notes that their files are to be made. */
export async function insertDocuments(trx: Transaction<Database>, rows: readonly DocumentRow[]): Promise<void> {
  await insertRows(trx, 'document', DOCUMENT_COLUMNS, rows)
  const work = rows.map(({ account, number, revision }) => ({
    account,
    number,
    revision,
    attempts: 0,
    next_at: systemNow(),
    problem: null,
  }))
  await insertRows(
    trx,
    'document_work',
    { account: 'text', number: 'text', revision: 'int', attempts: 'int', next_at: 'text', problem: 'text' },
    work,
  )
}

/** The latest revision of a document, or the one that is asked for. */
export function findDocument(
  db: Kysely<Database>,
  account: string,
  number: string,
  revision?: number,
): Promise<DocumentRow | undefined> {
  return findRevision(db, ['account', account], number, revision)
}

export function findByEntry(
  db: Kysely<Database>,
  account: string,
  series: DocumentSeries,
  entry: number,
): Promise<DocumentRow | undefined> {
  return db
    .selectFrom('document')
    .selectAll()
    .where('account', '=', account)
    .where('series', '=', series)
    .where('entry', '=', entry)
    .executeTakeFirst()
}

/** Credit notes that give back of a document, each in its first revision: re-issues change no amount. */
export function listCreditNotesOf(db: Kysely<Database>, account: string, original: string): Promise<DocumentRow[]> {
  return db
    .selectFrom('document')
    .selectAll()
    .where('account', '=', account)
    .where('original', '=', original)
    .where('revision', '=', 1)
    .orderBy('number')
    .execute()
}

/** A document of whatever account; numbers are the issuer's. */
export function findByNumber(
  db: Kysely<Database>,
  issuer: string,
  number: string,
  revision?: number,
): Promise<DocumentRow | undefined> {
  return findRevision(db, ['issuer', issuer], number, revision)
}

function findRevision(
  db: Kysely<Database>,
  [column, owner]: readonly ['account' | 'issuer', string],
  number: string,
  revision?: number,
): Promise<DocumentRow | undefined> {
  let query = db.selectFrom('document').selectAll().where(column, '=', owner).where('number', '=', number)
  if (revision !== undefined) query = query.where('revision', '=', revision)
  return query.orderBy('revision', 'desc').limit(1).executeTakeFirst()
}
