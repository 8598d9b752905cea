import * as contract from '../../../core/contract/http/imports.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import type { Deps } from '../../deps.ts'
import { decodeCursor, encodeCursor, nextPage, pageStart } from '../../http/cursor.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { Refusal } from '../../refusal.ts'
import { describeImport, describeRow } from './describe-import.ts'
import { listProfiles } from './import-profiles.ts'
import * as repository from './imports.repository.ts'
import { applyImport, changeMapping, startImport } from './imports.service.ts'
import { assertRowsKept, importReader, readImport, settledImport } from './read-import.ts'
import { refusedFile } from './refused-file.ts'
import { showRows } from './show-rows.ts'
import { countsSchema } from './stage-rows.ts'

const LIST = 'imports'

export function importRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.postImport, async ({ by, query, file }) => {
      const id = await startImport(deps, by, query, file)
      return json(201, await describeImport(deps, await settledImport(deps, by, id)))
    }),
    handle(contract.listImports, async ({ by, query }) => {
      const offset = pageStart(LIST, query)
      const limit = query.limit ?? DEFAULT_LIMIT
      const { rows, total } = await repository.listImports(deps.storage.read, importReader(by), { offset, limit })
      const items = await Promise.all(rows.map((row) => describeImport(deps, row)))
      return json(200, { items, nextCursor: nextPage(LIST, offset, items.length, total), total })
    }),
    handle(contract.getImport, async ({ by, params }) =>
      json(200, await describeImport(deps, await readImport(deps, by, params.id))),
    ),
    handle(contract.listImportRows, async ({ by, params, query }) => {
      const row = await readImport(deps, by, params.id)
      assertRowsKept(row)
      const verdict = query.verdict ?? null
      const list = `import ${row.id} ${verdict ?? ''}`
      const limit = query.limit ?? DEFAULT_LIMIT
      const after = query.cursor === undefined ? 0 : rowOfCursor(list, query.cursor)
      const page = { after, offset: query.offset ?? 0, limit: limit + 1, verdict }
      const found = await repository.listRows(deps.storage.read, row, page)
      const rows = await showRows(deps, by.actor, row, found.slice(0, limit))
      const last = found.length > limit ? found[limit - 1] : undefined
      const counts = countsSchema.parse(JSON.parse(row.counts))
      const total = verdict ? counts[verdict] : Object.values(counts).reduce((sum, count) => sum + count, 0)
      return json(200, { items: rows.map(describeRow), nextCursor: last ? encodeCursor(list, [last.n]) : null, total })
    }),
    handle(contract.putImportMapping, async ({ by, params, body }) => {
      await changeMapping(deps, by, params.id, body)
      return json(200, await describeImport(deps, await settledImport(deps, by, params.id)))
    }),
    handle(contract.applyImport, async ({ by, params, body }) =>
      json(202, { job: { id: await applyImport(deps, by, params.id, body?.conflicts ?? 'skip') } }),
    ),
    handle(contract.getRefusedRows, async ({ by, params }) => {
      const row = await readImport(deps, by, params.id)
      assertRowsKept(row)
      return new Response(refusedFile(deps, row), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="refused-${row.id}.csv"`,
          'cache-control': 'no-store',
        },
      })
    }),
    handle(contract.listImportProfiles, async ({ by }) => {
      const profiles = await listProfiles(deps.storage.read, by.account)
      return json(200, { items: profiles.map(({ name, headers }) => ({ name, headers: [...headers] })) })
    }),
  ]
}

function rowOfCursor(list: string, cursor: string): number {
  const [n] = decodeCursor(list, cursor)
  if (typeof n !== 'number') throw new Refusal('bad_cursor')
  return n
}
