import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { needsDecision, timelineClassFacts, timelineReader } from '../../../core/domains/timeline.ts'
import { type ClassBook, readClassBook } from '../../../service/modules/renewal-rules/class-book.ts'
import { openSqliteReader, openSqliteWriter } from '../../../service/storage/dialects/sqlite.ts'
import { DATABASE_FILE } from '../../../service/storage/sqlite-file.ts'
import type { Storage } from '../../../service/storage/storage.ts'
import { ACCOUNT } from '../portfolio/build.ts'
import { TODAY } from '../portfolio/names.ts'
import { INDEXED } from './list-cases.ts'

const BARE_FILE = 'bare.db'

/**
 * The names of a workspace as rows of one plain table, in a file beside it: every value that lists are filtered or
 * sorted by is a stored column with an index. A table made before is used again.
 */
export async function openBareNames(folder: string, storage: Storage): Promise<DatabaseSync> {
  const file = join(folder, BARE_FILE)
  if (!existsSync(file)) {
    const book = await readClassBook(storage.read, ACCOUNT)
    try {
      makeBareNames(file, join(folder, DATABASE_FILE), book)
    } catch (error) {
      rmSync(file, { force: true })
      throw error
    }
  }
  return openSqliteReader(file)
}

function makeBareNames(file: string, source: string, book: ClassBook): void {
  const db = openSqliteWriter(file)
  addRules(db, book)
  db.exec(`attach '${source.replaceAll("'", "''")}' as source; pragma synchronous = off; begin;
    create table bare as select d.*, c.suffix, c.mode, c.scope, c.contradiction, c.critical, c.holding, c.connection,
      n.name as connection_name, n.registrar,
      timeline_of(d.class_id, d.expires_on, d.decide_by, d.state_until, d.as_of) as timeline,
      needs_decision_of(d.class_id, d.decide_by) as needs_decision
    from source.domain d join source.renewal_class c on c.account = d.account and c.id = d.class_id
      join source.connection n on n.account = c.account and n.id = c.connection
    where d.account = '${ACCOUNT}' and c.holding <> 'archived' order by d.id;
    create table bare_tag (tag text, id int, primary key (tag, id)) without rowid;
    insert into bare_tag select tag, domain from source.domain_tag
      where domain in (select id from bare);
    create unique index bare_id on bare (id);
    create unique index bare_name on bare (name);
    create index bare_spellings on bare (name, unicode_name)`)
  for (const columns of INDEXED) db.exec(`create index ${bareIndex(columns)} on bare (${columns}, name)`)
  db.exec('analyze; commit; pragma wal_checkpoint(truncate)')
  db.close()
}

/** The index of a column, or of several. */
export function bareIndex(columns: string): string {
  return `bare_${columns.replaceAll(', ', '_')}`
}

/** What follows from rules and the day, worked out by core for each row. */
function addRules(db: DatabaseSync, book: ClassBook): void {
  const factsOf = new Map([...book].map(([id, { key }]) => [id, timelineClassFacts(key)]))
  const timelineOf = timelineReader(TODAY)
  const day = (value: SQLInputValue) => value as IsoDate | null
  const classOf = (id: SQLInputValue) => {
    const facts = factsOf.get(Number(id))
    if (!facts) throw new Error(`no class ${id}`)
    return facts
  }
  db.function('timeline_of', (id, expiresOn, decideBy, stateUntil, asOf) =>
    timelineOf({
      ...classOf(id ?? null),
      expiresOn: day(expiresOn ?? null),
      decideBy: day(decideBy ?? null),
      stateUntil: day(stateUntil ?? null),
      expiryAsOf: day(asOf ?? null),
    }),
  )
  db.function('needs_decision_of', (id, decideBy) =>
    needsDecision(classOf(id ?? null).hasDecision, day(decideBy ?? null), TODAY) ? 1 : 0,
  )
}
