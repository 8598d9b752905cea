import { z } from 'zod'
import type * as contract from '../../../core/contract/http/imports.ts'
import type { Deps } from '../../deps.ts'
import { openQuestions } from './begin-check.ts'
import { fullMapping, planOf } from './import-plan.ts'
import type { ImportRow, StagedRow } from './imports.repository.ts'
import { countsSchema } from './stage-rows.ts'

const problemSchema = z.object({ code: z.string(), detail: z.string() })
const changesSchema = z.array(
  z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
)

/** An import as the API shows it. */
export async function describeImport(deps: Deps, row: ImportRow): Promise<z.output<typeof contract.importSchema>> {
  const head = {
    id: row.id,
    state: row.state,
    fileName: row.file_name,
    createdAt: row.created_at,
    asOf: row.as_of as z.output<typeof contract.importSchema>['asOf'],
    connection: row.connection,
    counts: countsSchema.parse(JSON.parse(row.counts)),
    rowsKept: row.keeping === 'kept',
    job: jobOf(row),
    problem: row.problem === null ? null : problemSchema.parse(JSON.parse(row.problem)),
  }
  const plan = planOf(row)
  const questions = row.state === 'applied' ? [] : await openQuestions(deps.storage.read, row, plan)
  const { format, encoding, delimiter, columns } = plan
  return { ...head, format, encoding, delimiter, columns, mapping: fullMapping(plan), questions: [...questions] }
}

function jobOf(row: ImportRow): { readonly id: string } | null {
  const id = row.state === 'applying' || row.state === 'applied' ? row.apply_job : (row.apply_job ?? row.read_job)
  return id === null ? null : { id }
}

export function describeRow(row: StagedRow): z.output<typeof contract.importRowSchema> {
  const { line, name, verdict, code, detail } = row
  return {
    row: line,
    name,
    verdict,
    code,
    detail,
    changes: row.changes ? changesSchema.parse(JSON.parse(row.changes)) : [],
  }
}
