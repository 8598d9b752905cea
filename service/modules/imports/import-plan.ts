import { z } from 'zod'
import type { CellRules } from '../../../core/portfolio/import/cell-rules.ts'
import { IMPORT_FIELDS, type ImportField } from '../../../core/portfolio/import/import-field.ts'
import { type ImportQuestion, settleImport } from '../../../core/portfolio/import/import-question.ts'

const fieldSchema = z.enum(IMPORT_FIELDS)
const mappingSchema = z.partialRecord(fieldSchema, z.number().int().nullable())

const dateEvidenceSchema = z.object({
  doubtful: z.number(),
  fits: z.object({ dayFirst: z.number(), monthFirst: z.number(), yearFirst: z.number() }),
  shortYears: z.number(),
  samples: z.array(z.string()).readonly(),
})

const evidenceSchema = z.object({
  dates: z.object({
    registryExpiresOn: dateEvidenceSchema.optional(),
    paidThroughOn: dateEvidenceSchema.optional(),
    registeredOn: dateEvidenceSchema.optional(),
  }),
  prices: z
    .object({
      unclear: z.object({ $: z.number(), '¥': z.number(), bare: z.number() }),
      hasDecimals: z.boolean(),
      samples: z.array(z.string()).readonly(),
    })
    .nullable(),
})

export const answersSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/** What is kept about a file besides its rows, as JSON in `import_file.plan`. */
const importPlanSchema = z.object({
  format: z.string(),
  registrar: z.string().nullable(),
  encoding: z.string(),
  delimiter: z.string().nullable(),
  columns: z.array(
    z.object({ index: z.number(), header: z.string(), isSecret: z.boolean(), samples: z.array(z.string()) }),
  ),
  mapping: mappingSchema,
  isMappingConfirmed: z.boolean(),
  evidence: evidenceSchema,
  answers: answersSchema,
  rowCount: z.number().int(),
})
export type ImportPlan = z.output<typeof importPlanSchema>

/** How the file's cells are read, and what is still to be asked about them. */
export function settlePlan(plan: ImportPlan): {
  readonly rules: CellRules
  readonly questions: readonly ImportQuestion[]
} {
  return settleImport(plan)
}

/** Every field with its column, or null for none: what a mapping screen starts from. */
export function fullMapping(plan: ImportPlan): Record<ImportField, number | null> {
  const entries = IMPORT_FIELDS.map((field) => [field, plan.mapping[field] ?? null] as const)
  return Object.fromEntries(entries) as Record<ImportField, number | null>
}

export function planOf(row: { readonly plan: string }): ImportPlan {
  return importPlanSchema.parse(JSON.parse(row.plan))
}
