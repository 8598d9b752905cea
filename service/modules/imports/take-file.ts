import { findExport } from '../../../core/portfolio/import/recognise-table.ts'
import { collectEvidence } from '../../../core/portfolio/import/table-evidence.ts'
import type { Deps } from '../../deps.ts'
import { invalidField } from '../../refusal.ts'
import type { ImportPlan } from './import-plan.ts'
import { fitProfile, type ImportProfile, listProfiles, profileFor } from './import-profiles.ts'
import * as repository from './imports.repository.ts'
import type { FileSource } from './reader/byte-source.ts'
import { type FileRow, type OpenedTable, openTable } from './reader/open-table.ts'
import { refusalOfFile } from './refusal-of-file.ts'
import { chunked, type RowChunk } from './row-chunks.ts'

/** A file that was read to its end. Short ones are still in hand, the rows of long ones are stored already. */
export type TakenFile = {
  readonly plan: ImportPlan
  readonly profile: string | null
  readonly unstored: RowChunk | null
}

type Blocks = OpenedTable['blocks']

const SAMPLES = 5
const MAX_SAMPLE = 200

/**
 * Reads an upload as it arrives and stores its rows, secret cells emptied, chunk by chunk; the file itself is never kept.
 * `begin` is called before the first chunk of a file that is longer than one.
 */
export async function takeFile(
  deps: Deps,
  key: repository.ImportKey,
  source: FileSource,
  wanted: string | undefined,
  begin: () => Promise<void>,
): Promise<TakenFile> {
  const table = await openFile(source)
  const profiles = await listProfiles(deps.storage.read, key.account)
  const profile = chooseProfile(profiles, table, wanted)
  const start = profile ? fitProfile(profile, table.columns) : { mapping: table.mapping, answers: {} }
  const collector = collectEvidence(start.mapping)
  const observed = observe(table.blocks, (row) => collector.add(row.cells))
  const { rowCount, unstored } = await storeChunks(deps, key, refusing(observed), begin)
  const plan: ImportPlan = {
    format: table.format,
    registrar: table.registrar,
    encoding: table.encoding(),
    delimiter: table.delimiter,
    columns: table.columns.map((column) => ({ ...column, samples: samplesOf(table.sample, column) })),
    mapping: start.mapping,
    isMappingConfirmed: profile !== null || wanted !== undefined,
    evidence: collector.evidence(),
    answers: start.answers,
    rowCount,
  }
  return { plan, profile: profile?.name ?? null, unstored }
}

async function openFile(source: FileSource): Promise<OpenedTable> {
  try {
    return await openTable(source)
  } catch (error) {
    throw refusalOfFile(error)
  }
}

async function* refusing<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items
  } catch (error) {
    throw refusalOfFile(error)
  }
}

async function* observe(blocks: Blocks, see: (row: FileRow) => void): AsyncGenerator<readonly FileRow[]> {
  for await (const block of blocks) {
    for (const row of block) see(row)
    yield block
  }
}

async function storeChunks(
  deps: Deps,
  key: repository.ImportKey,
  blocks: Blocks,
  begin: () => Promise<void>,
): Promise<{ readonly rowCount: number; readonly unstored: RowChunk | null }> {
  let last: RowChunk | null = null
  let rowCount = 0
  for await (const chunk of chunked(blocks)) {
    if (last !== null) {
      if (last.firstRow === 1) await begin()
      await storeChunk(deps, key, last)
    }
    last = chunk
    rowCount += chunk.rows.length
  }
  if (last === null || last.firstRow === 1) return { rowCount, unstored: last }
  await storeChunk(deps, key, last)
  return { rowCount, unstored: null }
}

function storeChunk(deps: Deps, key: repository.ImportKey, chunk: RowChunk): Promise<void> {
  return deps.storage.transact((trx) => repository.insertChunk(trx, key, chunk))
}

/** The profile that was asked for, or the one made for these headers. The id of a known export asks for that. */
function chooseProfile(
  profiles: readonly ImportProfile[],
  table: OpenedTable,
  wanted: string | undefined,
): ImportProfile | null {
  if (wanted === undefined) return profileFor(profiles, table.columns)
  const saved = profiles.find(({ name }) => name === wanted)
  if (saved) return saved
  if (findExport(wanted) && table.format === wanted) return null
  throw invalidField('/profile', 'unknown_profile', `No saved mapping has the name "${wanted}".`)
}

function samplesOf(
  rows: readonly FileRow[],
  { index, isSecret }: { readonly index: number; readonly isSecret: boolean },
) {
  if (isSecret) return []
  const cells = rows.map((row) => row.cells[index]?.trim() ?? '').filter((cell) => cell !== '')
  return [...new Set(cells)].slice(0, SAMPLES).map((cell) => cell.slice(0, MAX_SAMPLE))
}
