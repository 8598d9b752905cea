import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import { type Branch, type NameIndex, positive, type RowCondition } from './name-condition.ts'

/** Shorter texts are in no index of three characters each. */
const TRIGRAM = 3

/** A text as names are stored: full-width and capital letters, ideographic full stops as their plain forms. */
export function normaliseSearch(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[。．｡]/gu, '.')
    .trim()
}

/** Names with this text in either spelling; null where the text is empty. */
export function searchCondition(db: Kysely<Database>, account: string, text: string): RowCondition | null {
  const wanted = normaliseSearch(text)
  if (wanted === '') return null
  if (dialectOf(db) === 'postgres') return positive(branch(foundOnPostgres(wanted), null))
  if ([...wanted].length >= TRIGRAM) return positive(branch(foundByTrigrams(wanted), null))
  const inUnicode = sql<boolean>`domain.id in (select id from domain indexed by domain_idn
    where account = ${account} and is_idn = 1 and instr(unicode_name, ${wanted}) > 0)`
  if (!isAscii(wanted)) return positive(branch(inUnicode, null))
  return positive(branch(sql`(instr(domain.name, ${wanted}) > 0 or ${inUnicode})`, 'domain_by_name'))
}

function branch(condition: RawBuilder<boolean>, index: NameIndex | null): Branch {
  return { classes: null, sql: condition, columns: [], index }
}

function foundByTrigrams(wanted: string): RawBuilder<boolean> {
  const phrase = `"${wanted.replaceAll('"', '""')}"`
  return sql`domain.id in (select rowid from domain_search where domain_search match ${phrase})`
}

function foundOnPostgres(wanted: string): RawBuilder<boolean> {
  const pattern = `%${wanted.replaceAll(/[\\%_]/g, '\\$&')}%`
  const unicode = sql<boolean>`(domain.is_idn = 1 and domain.unicode_name like ${pattern})`
  return isAscii(wanted) ? sql`(domain.name like ${pattern} or ${unicode})` : unicode
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}
