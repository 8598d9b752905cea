import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import type { ClassNames } from '../../renewal-rules/class-book.ts'
import { type Branch, type FoundElsewhere, positive, type RowCondition } from './name-condition.ts'
import { rememberedRows } from './remembered-rows.ts'

/** Shorter texts are in no index of three characters each. */
const TRIGRAM = 3

/**
 * A text as names are stored: full-width and capital letters, ideographic full stops as their plain forms, without the
 * dot that ends a name in zone files.
 */
function normaliseSearch(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[。．｡]/gu, '.')
    .trim()
    .replace(/(\..*[^.])\.$/u, '$1')
}

/** Names with this text in either spelling; null where the text is empty. */
export async function searchCondition(
  db: Kysely<Database>,
  account: string,
  names: ClassNames,
  text: string,
): Promise<RowCondition | null> {
  const wanted = normaliseSearch(text)
  if (wanted === '') return null
  if (dialectOf(db) === 'postgres') return positive(onPostgres(account, wanted))
  const found = await foundOnSqlite(db, account, names, wanted)
  // The name says whether there is another spelling at all, so that hardly a row is looked up.
  return positive({ classes: null, test: testOnSqlite(wanted), columns: [], found })
}

/** What every internationalised name has in its ASCII spelling. */
const PREFIX = 'xn--'

function testOnSqlite(wanted: string): RawBuilder<boolean> {
  const isPrefixed = sql<boolean>`instr(domain.name, ${PREFIX}) > 0`
  const inUnicode = sql<boolean>`(${isPrefixed} and domain.is_idn = 1 and instr(domain.unicode_name, ${wanted}) > 0)`
  return isAscii(wanted) ? sql`(instr(domain.name, ${wanted}) > 0 or ${inUnicode})` : inUnicode
}

async function foundOnSqlite(
  db: Kysely<Database>,
  account: string,
  names: ClassNames,
  wanted: string,
): Promise<FoundElsewhere> {
  if ([...wanted].length >= TRIGRAM) return foundByTrigrams(db, account, wanted)
  const inUnicode = sql`from domain indexed by domain_idn
    where account = ${account} and is_idn = 1 and instr(unicode_name, ${wanted}) > 0`
  if (!isAscii(wanted)) {
    const ids = sql`select id ${inUnicode}`
    return (await fewIds(db, names, ids)) ?? { ids, count: sql`select count(*) as names ${inUnicode}` }
  }
  const inName = sql`from domain indexed by domain_by_name where account = ${account} and instr(name, ${wanted}) > 0`
  const inUnicodeOnly = sql`${inUnicode} and instr(name, ${wanted}) = 0`
  const ids = sql`select id ${inName} union all select id ${inUnicodeOnly}`
  const count = sql`select (select count(*) ${inName}) + (select count(*) ${inUnicodeOnly}) as names`
  return (await fewIds(db, names, ids)) ?? { ids, count }
}

/** The ids are kept where they are few: finding them takes a look at every name, however few it finds. */
async function fewIds(
  db: Kysely<Database>,
  names: ClassNames,
  ids: RawBuilder<unknown>,
): Promise<FoundElsewhere | null> {
  const first = sql`${ids} limit ${MAX_IDS + 1}`
  const [row] = await rememberedRows(
    db,
    names,
    sql<{ ids: string; names: number }>`select json_group_array(id) as ids, count(*) as names from (${first})`,
  )
  if (!row || row.names > MAX_IDS) return null
  return { ids: sql`select value from json_each(${row.ids})`, count: sql`select ${row.names} as names` }
}

const MAX_IDS = 50_000

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
