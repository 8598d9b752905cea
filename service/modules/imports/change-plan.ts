import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import type * as contract from '../../../core/contract/http/imports.ts'
import { checkedMapping } from '../../../core/portfolio/import/recognise-table.ts'
import { collectEvidence } from '../../../core/portfolio/import/table-evidence.ts'
import type { Deps } from '../../deps.ts'
import { invalidField } from '../../refusal.ts'
import { fullMapping, type ImportPlan, planOf, settlePlan } from './import-plan.ts'
import * as repository from './imports.repository.ts'

export type MappingBody = z.output<(typeof contract.putImportMapping)['body']>

/** The plan of an import with what a person has said about it. */
export async function changedPlan(deps: Deps, row: repository.ImportRow, body: MappingBody): Promise<ImportPlan> {
  const plan = planOf(row)
  const answers = { ...plan.answers, ...body.answers }
  assertAnswers(plan, body)
  if (body.mapping === undefined) return { ...plan, answers }
  const { mapping, rejected } = checkedMapping({ ...fullMapping(plan), ...body.mapping }, plan.columns)
  const [bad] = rejected
  if (bad !== undefined) {
    throw invalidField(`/mapping/${bad}`, 'bad_mapping', 'No such field, or no such column that may be read.')
  }
  const evidence = await evidenceOf(deps, row, plan, mapping)
  return { ...plan, answers, mapping, isMappingConfirmed: true, evidence }
}

function assertAnswers(plan: ImportPlan, body: MappingBody): void {
  const asked = new Map(settlePlan({ ...plan, answers: {} }).questions.map((question) => [question.id, question]))
  for (const [id, answer] of Object.entries(body.answers ?? {})) {
    const options = asked.get(id)?.options
    if (options && !options.includes(String(answer))) {
      throw invalidField(`/answers/${id}`, 'not_an_option', `One of: ${options.join(', ')}.`)
    }
  }
}

/** Goes through the stored rows for what the columns of a new mapping say. */
async function evidenceOf(
  deps: Deps,
  row: repository.ImportRow,
  plan: ImportPlan,
  mapping: ReturnType<typeof checkedMapping>['mapping'],
): Promise<ImportPlan['evidence']> {
  const collector = collectEvidence(mapping)
  for (let n = 1; n <= plan.rowCount; ) {
    const chunk = await repository.findChunk(deps.storage.read, row, n)
    if (!chunk) break
    for (const one of chunk.rows) collector.add(one.cells)
    n = chunk.firstRow + chunk.rows.length
    await sleep(0)
  }
  return collector.evidence()
}
