import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import { checkedMapping, type TableColumn } from '../../../core/portfolio/import/recognise-table.ts'
import type { Database } from '../../storage/database.ts'
import { answersSchema, type ImportPlan } from './import-plan.ts'

/** A mapping that was saved under a name, with the answers that went with it, for files with these headers. */
const profilePlanSchema = z.object({
  mapping: z.record(z.string(), z.number().int().nullable()),
  answers: answersSchema,
})

export type ImportProfile = z.output<typeof profilePlanSchema> & {
  readonly name: string
  readonly headers: readonly string[]
}

export async function listProfiles(db: Kysely<Database>, account: string): Promise<readonly ImportProfile[]> {
  const rows = await db
    .selectFrom('import_profile')
    .selectAll()
    .where('account', '=', account)
    .orderBy('name')
    .execute()
  return rows.map(({ name, headers, plan }) => ({
    name,
    headers: z.array(z.string()).parse(JSON.parse(headers)),
    ...profilePlanSchema.parse(JSON.parse(plan)),
  }))
}

/** Saves a mapping under a name; one of the same name is replaced. */
export async function saveProfile(
  trx: Transaction<Database>,
  account: string,
  name: string,
  plan: ImportPlan,
  at: string,
): Promise<void> {
  const row = {
    headers: JSON.stringify(plan.columns.map(({ header }) => header)),
    plan: JSON.stringify({ mapping: plan.mapping, answers: plan.answers }),
    updated_at: at,
  }
  await trx
    .insertInto('import_profile')
    .values({ account, name, ...row })
    .onConflict((conflict) => conflict.columns(['account', 'name']).doUpdateSet(row))
    .execute()
}

/** The profile made for exactly these headers. */
export function profileFor(profiles: readonly ImportProfile[], columns: readonly TableColumn[]): ImportProfile | null {
  const headers = columns.map(({ header }) => header)
  if (headers.every((header) => header === '')) return null
  return profiles.find((profile) => JSON.stringify(profile.headers) === JSON.stringify(headers)) ?? null
}

/** A profile's mapping and answers for a file whose columns may stand elsewhere: columns are found by their headers. */
export function fitProfile(
  profile: ImportProfile,
  columns: readonly TableColumn[],
): Pick<ImportPlan, 'mapping' | 'answers'> {
  const place = (column: number) => {
    const header = profile.headers[column]
    const same = columns.find(({ index, header: own }) => index === column && own === header)
    return (same ?? columns.find(({ header: own }) => own === header))?.index ?? null
  }
  const moved = Object.entries(profile.mapping).map(([field, column]) => [
    field,
    column === null ? null : place(column),
  ])
  const answers = Object.entries(profile.answers).flatMap(([id, answer]) => {
    const [kind, column, ...rest] = id.split(':')
    const at = place(Number(column))
    return at === null ? [] : [[[kind, at, ...rest].join(':'), answer] as const]
  })
  return { mapping: checkedMapping(Object.fromEntries(moved), columns).mapping, answers: Object.fromEntries(answers) }
}
