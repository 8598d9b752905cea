import { z } from 'zod'
import { chainProofQuery, chainProofSchema } from './chain-proof.ts'
import { defineRoute } from './route.ts'
import { accountParams, instantSchema, listOf, pageQuery } from './shapes.ts'

const auditEntrySchema = z
  .object({
    seq: z.number().int(),
    at: instantSchema,
    by: z.string().nullable(),
    address: z.string().nullable(),
    requestId: z.string().nullable(),
    action: z.string(),
    subject: z.string().nullable(),
    job: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' })

export const verifyAudit = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/audit/verify',
  summary: 'Recomputes the chain of hashes; `anchor` is a `seq:hash` that was kept elsewhere, as documents print it',
  tag: 'Audit',
  access: 'audit.read',
  params: accountParams,
  query: chainProofQuery,
  answers: { 200: chainProofSchema },
})

export const listAudit = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/audit',
  summary: 'Who did what, from where, with the values before and after; newest first',
  tag: 'Audit',
  access: 'audit.read',
  params: accountParams,
  query: pageQuery.extend({
    action: z.string().max(60).optional(),
    subject: z.string().max(300).optional(),
    by: z.string().max(64).optional(),
  }),
  answers: { 200: listOf(auditEntrySchema) },
})
