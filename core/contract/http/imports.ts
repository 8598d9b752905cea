import { z } from 'zod'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { defineRoute } from './route.ts'
import { accountParams, idParams, instantSchema, jobRef, listOf, pageQuery } from './shapes.ts'

const importCountsSchema = z.object({
  new: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  conflict: z.number().int(),
  refused: z.number().int(),
})

const importColumnSchema = z.object({
  index: z.number().int(),
  header: z.string(),
  samples: z.array(z.string()),
  /** `secret` columns (passwords, API keys) are never stored, and have no samples. */
  isSecret: z.boolean(),
})

export const importQuestionSchema = z.object({
  id: z.string(),
  kind: z.string(),
  column: z.number().int().nullable(),
  /** What an answer can be; null where it is no choice (the mapping). */
  options: z.array(z.string()).nullable(),
  /** The likely answer, where the format of the file hints at one. */
  suggested: z.string().nullable(),
  samples: z.array(z.string()),
})

/**
 * A file on its way in. `reading`: rows are being checked; `questions`: answers or a mapping are needed first;
 * `ready`: checked, nothing applied; `applying`, `applied`, `failed`. Rows are removed 30 days after they were applied
 * (`rowsKept: false`); what was never applied goes altogether.
 */
export const importSchema = z
  .object({
    id: z.string(),
    state: z.enum(['reading', 'questions', 'ready', 'applying', 'applied', 'failed']),
    fileName: z.string().nullable(),
    createdAt: instantSchema,
    asOf: isoDateSchema,
    connection: z.string().nullable(),
    format: z.string(),
    encoding: z.string(),
    delimiter: z.string().nullable(),
    columns: z.array(importColumnSchema),
    mapping: z.record(z.string(), z.number().int().nullable()),
    questions: z.array(importQuestionSchema),
    counts: importCountsSchema,
    rowsKept: z.boolean(),
    job: z.object({ id: z.string() }).nullable(),
    problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
  })
  .meta({ id: 'Import' })

export const importRowSchema = z
  .object({
    row: z.number().int(),
    name: z.string().nullable(),
    verdict: z.enum(['new', 'changed', 'same', 'conflict', 'refused']),
    changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
    code: z.string().nullable(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'ImportRow' })

const IMPORT_FILES = [
  'application/octet-stream',
  'text/csv',
  'text/plain',
  'text/tab-separated-values',
  'application/json',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]

export const postImport = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/imports',
  summary: 'Takes a registrar’s export (the body is the file) and checks each row; nothing is changed yet',
  tag: 'Imports',
  access: 'imports.run',
  params: accountParams,
  query: z.strictObject({
    profile: z.string().max(100).optional(),
    asOf: isoDateSchema.optional(),
    connection: z.string().max(64).optional(),
    fileName: z.string().max(300).optional(),
  }),
  body: { file: IMPORT_FILES },
  answers: { 201: importSchema },
})

export const listImports = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/imports',
  summary: 'Files taken in before, newest first',
  tag: 'Imports',
  access: 'imports.run',
  params: accountParams,
  query: pageQuery,
  answers: { 200: listOf(importSchema) },
})

export const getImport = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/imports/{id}',
  summary: 'One import with its counts',
  tag: 'Imports',
  access: 'imports.run',
  params: idParams,
  answers: { 200: importSchema },
})

export const listImportRows = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/imports/{id}/rows',
  summary: 'What would happen to each row, field by field',
  tag: 'Imports',
  access: 'imports.run',
  params: idParams,
  query: pageQuery.extend({ verdict: z.enum(['new', 'changed', 'same', 'conflict', 'refused']).optional() }),
  answers: { 200: listOf(importRowSchema) },
})

/**
 * `mapping`: field → column index, or null for none; fields that are not named stay. `saveAs` keeps it as a profile for
 * files with these headers.
 */
export const putImportMapping = defineRoute({
  method: 'put',
  path: '/api/accounts/{account}/imports/{id}/mapping',
  summary: 'Says which column is what, answers the questions, and checks the rows again',
  tag: 'Imports',
  access: 'imports.run',
  params: idParams,
  body: z.strictObject({
    mapping: z.record(z.string(), z.number().int().min(0).nullable()).optional(),
    answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    asOf: isoDateSchema.optional(),
    connection: z.string().max(64).optional(),
    saveAs: z.string().trim().min(1).max(100).optional(),
  }),
  answers: { 200: importSchema },
})

/** `conflicts: 'take'` applies rows whose dates move backwards too; they are left alone by default. */
export const applyImport = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/imports/{id}/apply',
  summary: 'Takes the checked rows over in one resumable job',
  tag: 'Imports',
  access: 'imports.run',
  params: idParams,
  body: z.strictObject({ conflicts: z.enum(['skip', 'take']).optional() }).optional(),
  answers: { 202: jobRef },
})

export const getRefusedRows = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/imports/{id}/refused.csv',
  summary: 'The rows that were refused, with the reason of each, to correct and import again',
  tag: 'Imports',
  access: 'imports.run',
  params: idParams,
  answers: { 200: { file: ['text/csv'] } },
})

export const listImportProfiles = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/import-profiles',
  summary: 'Saved mappings',
  tag: 'Imports',
  access: 'imports.run',
  params: accountParams,
  answers: { 200: z.object({ items: z.array(z.object({ name: z.string(), headers: z.array(z.string()) })) }) },
})
