import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import { type Branch, type FoundElsewhere, positive, type RowCondition } from './name-condition.ts'

/** Shorter texts are in no index of three characters each. */
const TRIGRAM = 3

/** A text as names are stored: full-width and capital letters, ideographic full stops as their plain forms. */
function normaliseSearch(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[。．｡]/gu, '.')
    .trim()
}

/** Names with this text in either spelling; null where the text is empty. */
export async function searchCondition(
  db: Kysely<Database>,
  account: string,
  text: string,
): Promise<RowCondition | null> {
  const wanted = normaliseSearch(text)
  if (wanted === '') return null
  if (dialectOf(db) === 'postgres') return positive(onPostgres(account, wanted))
  const inName = sql<boolean>`instr(domain.name, ${wanted}) > 0`
  const inUnicode = sql<boolean>`(domain.is_idn = 1 and instr(domain.unicode_name, ${wanted}) > 0)`
  const test = isAscii(wanted) ? sql<boolean>`(${inName} or ${inUnicode})` : inUnicode
  return positive({ classes: null, test, columns: ['unicode_name'], found: await foundOnSqlite(db, account, wanted) })
}

async function foundOnSqlite(db: Kysely<Database>, account: string, wanted: string): Promise<FoundElsewhere> {
  const inUnicode = sql`from domain indexed by domain_idn
    where account = ${account} and is_idn = 1 and instr(unicode_name, ${wanted}) > 0`
  if ([...wanted].length >= TRIGRAM) return foundByTrigrams(db, account, wanted)
  if (!isAscii(wanted)) return { ids: sql`select id ${inUnicode}`, count: sql`select count(*) as names ${inUnicode}` }
  const inName = sql`from domain indexed by domain_by_name where account = ${account} and instr(name, ${wanted}) > 0`
  return {
    ids: sql`select id ${inName} union all select id ${inUnicode}`,
    count: sql`select (select count(*) ${inName})
      + (select count(*) ${inUnicode} and instr(name, ${wanted}) = 0) as names`,
  }
}

/** The search index holds the names of all accounts; where there is only one, it can count by itself. */
async function foundByTrigrams(db: Kysely<Database>, account: string, wanted: string): Promise<FoundElsewhere> {
  const phrase = `"${wanted.replaceAll('"', '""')}"`
  const hits = sql`from domain_search where domain_search match ${phrase}`
  const others = await db.selectFrom('account').select('id').where('id', '<>', account).limit(1).executeTakeFirst()
  const ids = sql`select rowid ${hits}`
  if (!others) return { ids, count: sql`select count(*) as names ${hits}` }
  return { ids, count: sql`select count(*) as names from domain where account = ${account} and id in (${ids})` }
}

function onPostgres(account: string, wanted: string): Branch {
  const pattern = `%${wanted.replaceAll(/[\\%_]/g, '\\$&')}%`
  const inUnicode = sql<boolean>`(domain.is_idn = 1 and domain.unicode_name like ${pattern})`
  const test: RawBuilder<boolean> = isAscii(wanted) ? sql`(domain.name like ${pattern} or ${inUnicode})` : inUnicode
  const found = sql`from domain where account = ${account} and ${test}`
  const elsewhere = { ids: sql`select id ${found}`, count: sql`select count(*) as names ${found}` }
  return { classes: null, test, columns: ['unicode_name'], found: elsewhere }
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}
