import type { Kysely, Selectable, Transaction } from 'kysely'
import type { DecisionVerdict } from '../../../core/renewal/decision-diff.ts'
import type { JobTables } from '../../jobs/jobs.table.ts'
import type { Database } from '../../storage/database.ts'
import { insertRows } from '../../storage/many-rows.ts'
import type { NoticeTables } from './notices.table.ts'

export type DecisionFile = Selectable<NoticeTables['decision_file']>
/** A handed-in sheet with the state of the job that applies it; null before it is applied. */
export type ListedDecisionFile = DecisionFile & { readonly jobState: JobTables['job']['state'] | null }
export type DecisionFileRow = Omit<Selectable<NoticeTables['decision_row']>, 'account' | 'file'>

export async function insertDecisionFile(trx: Transaction<Database>, file: DecisionFile): Promise<void> {
  await trx.insertInto('decision_file').values(file).execute()
}

const ROW_COLUMNS = {
  n: 'int',
  name: 'text',
  domain: 'int',
  verdict: 'text',
  decision: 'text',
  current: 'text',
  expires_on: 'text',
  renews_on: 'text',
} as const

export async function insertDecisionRows(
  trx: Transaction<Database>,
  account: string,
  file: string,
  rows: readonly DecisionFileRow[],
): Promise<void> {
  const stored = rows.map((row) => ({ account, file, ...row }))
  await insertRows(trx, 'decision_row', { account: 'text', file: 'text', ...ROW_COLUMNS }, stored)
}

/** Those that one person handed in, or all (`person: null`), newest first. */
export function listDecisionFiles(
  db: Kysely<Database>,
  account: string,
  month: string,
  person: string | null,
): Promise<ListedDecisionFile[]> {
  return filesOf(db, account, person).where('decision_file.month', '=', month).orderBy('id', 'desc').execute()
}

export function findDecisionFile(
  db: Kysely<Database>,
  key: { readonly account: string; readonly month: string; readonly id: string },
  person: string | null,
): Promise<ListedDecisionFile | undefined> {
  return filesOf(db, key.account, person)
    .where('decision_file.month', '=', key.month)
    .where('decision_file.id', '=', key.id)
    .executeTakeFirst()
}

function filesOf(db: Kysely<Database>, account: string, person: string | null) {
  const files = db
    .selectFrom('decision_file')
    .leftJoin('job', (join) =>
      join.onRef('job.account', '=', 'decision_file.account').onRef('job.id', '=', 'decision_file.job'),
    )
    .selectAll('decision_file')
    .select('job.state as jobState')
    .where('decision_file.account', '=', account)
  return person === null ? files : files.where('decision_file.person', '=', person)
}

export async function setDecisionJob(
  trx: Transaction<Database>,
  account: string,
  file: string,
  job: string,
): Promise<void> {
  await trx.updateTable('decision_file').set({ job }).where('account', '=', account).where('id', '=', file).execute()
}

/** Rows behind the row numbered `afterN`, in the file's order. */
export function listDecisionRows(
  db: Kysely<Database>,
  file: { readonly account: string; readonly id: string },
  verdict: DecisionVerdict | undefined,
  page: { readonly afterN: number; readonly offset?: number; readonly limit: number },
): Promise<DecisionFileRow[]> {
  return rowsOf(db, file, verdict)
    .select(['n', 'name', 'domain', 'verdict', 'decision', 'current', 'expires_on', 'renews_on'])
    .where('n', '>', page.afterN)
    .orderBy('n')
    .limit(page.limit)
    .offset(page.offset ?? 0)
    .execute()
}

function rowsOf(
  db: Kysely<Database>,
  file: { readonly account: string; readonly id: string },
  verdict: DecisionVerdict | undefined,
) {
  const rows = db.selectFrom('decision_row').where('account', '=', file.account).where('file', '=', file.id)
  return verdict === undefined ? rows : rows.where('verdict', '=', verdict)
}
