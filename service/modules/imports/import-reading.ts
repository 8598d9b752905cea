import type { Kysely } from 'kysely'
import { type Actor, can } from '../../../core/access/can.ts'
import { EVERYTHING } from '../../../core/access/reader-scope.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { candidateReader } from '../../../core/portfolio/import/candidate-reader.ts'
import type { ImportCandidate } from '../../../core/portfolio/import/import-candidate.ts'
import type { Database } from '../../storage/database.ts'
import { listConnections } from '../connections/connections.repository.ts'
import type { StoredDomain } from '../domains/domain-state.ts'
import { findDomains } from '../domains/domains.repository.ts'
import type { AssessContext } from './assess-row.ts'
import { planOf, settlePlan } from './import-plan.ts'
import * as repository from './imports.repository.ts'
import type { RowChunk } from './row-chunks.ts'
import type { EarlierRow, ReadRow } from './stage-rows.ts'
import { connectionFinder } from './target-connections.ts'

/** A stored file being read as its plan says: rows in order, from any place on. */
export type ImportReading = {
  readonly key: repository.ImportKey
  readonly rowCount: number
  readonly context: AssessContext
  /** At most `count` rows from row `n` on. */
  readonly readFrom: (db: Kysely<Database>, n: number, count: number) => Promise<readonly ReadRow[]>
  /** What rows of these numbers say; rows that cannot be read are left out. */
  readonly candidatesAt: (
    db: Kysely<Database>,
    rows: readonly number[],
  ) => Promise<ReadonlyMap<number, ImportCandidate>>
}

/** `reader` is who brings the file in; null for the service itself. */
export async function openReading(
  db: Kysely<Database>,
  row: repository.ImportRow,
  reader: Actor | null,
): Promise<ImportReading> {
  const key = { account: row.account, id: row.id }
  const plan = planOf(row)
  const read = candidateReader(plan.mapping, settlePlan(plan).rules)
  const connections = await listConnections(db, row.account)
  const names = new Map(connections.map(({ id, name }) => [id, name]))
  const chosen = row.connection === null ? null : (names.get(row.connection) ?? null)
  let chunk: RowChunk | null = null
  const chunkAt = async (on: Kysely<Database>, n: number) => {
    const isHere = chunk !== null && n >= chunk.firstRow && n < chunk.firstRow + chunk.rows.length
    if (!isHere) chunk = await repository.findChunk(on, key, n)
    return chunk
  }
  const readFrom = async (on: Kysely<Database>, from: number, count: number) => {
    const rows: ReadRow[] = []
    while (rows.length < count) {
      const n = from + rows.length
      const found = await chunkAt(on, n)
      if (!found) break
      const start = n - found.firstRow
      const wanted = found.rows.slice(start, start + count - rows.length)
      for (const [index, row] of wanted.entries()) rows.push({ n: n + index, row, read: read(row.cells) })
    }
    return rows
  }
  return {
    key,
    rowCount: plan.rowCount,
    context: {
      asOf: row.as_of as IsoDate,
      scope: reader?.scope ?? EVERYTHING,
      marker: reader && can(reader, 'domains.critical') ? reader.personId : null,
      finder: connectionFinder(connections, chosen, plan.registrar),
      connectionName: (id) => names.get(id) ?? id,
    },
    readFrom,
    candidatesAt: async (on, rows) => {
      const found = new Map<number, ImportCandidate>()
      for (const n of rows.toSorted((a, b) => a - b)) {
        const [one] = await readFrom(on, n, 1)
        if (one?.n === n && one.read.ok) found.set(n, one.read.value)
      }
      return found
    },
  }
}

/** Names as the account holds them. */
export async function findHeld(
  db: Kysely<Database>,
  account: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, StoredDomain>> {
  const held = await findDomains(db, account, { names })
  return new Map(held.map((one) => [one.state.name, one]))
}

/** The different names of a batch. */
export function namesOf(batch: readonly ReadRow[]): readonly string[] {
  return [...new Set(batch.flatMap(({ read }) => (read.ok ? [read.value.name] : [])))]
}

/** The rows of the file that came before a batch for names that come again in it. */
export async function findEarlier(
  db: Kysely<Database>,
  reading: ImportReading,
  batch: readonly ReadRow[],
): Promise<ReadonlyMap<string, EarlierRow>> {
  const rows = await repository.findRowsOfNames(db, reading.key, namesOf(batch))
  if (rows.length === 0) return new Map()
  const byName = Map.groupBy(rows, ({ name }) => name ?? '')
  const firsts = [...byName.values()].flatMap(([first]) => first ?? [])
  const candidates = await reading.candidatesAt(
    db,
    firsts.map(({ n }) => n),
  )
  const earlier = firsts.flatMap(({ n, name, verdict, code }) => {
    const candidate = candidates.get(n)
    const verdicts = byName.get(name ?? '')?.map((one) => one.verdict) ?? []
    return name !== null && candidate ? [[name, { candidate, verdict, code, verdicts }] as const] : []
  })
  return new Map(earlier)
}
