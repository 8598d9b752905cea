import { z } from 'zod'
import { cutOffSchema } from '../../renewal/deadlines.ts'
import { GATEWAYS } from '../../renewal/gateway.ts'
import { defineRoute } from './route.ts'
import { accountParams, idParams, instantSchema, pageQuery } from './shapes.ts'

/** By suffix; `*` is for all suffixes that have none of their own. */
const cutOffsSchema = z.record(z.string().max(253), cutOffSchema)

const gatewaySchema = z.enum(GATEWAYS)

/** `registrar` is empty for the connection that holds names of which no registrar is known. */
export const connectionSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    registrar: z.string(),
    gateway: gatewaySchema,
    cutOffs: cutOffsSchema,
    names: z.number().int(),
    createdAt: instantSchema,
  })
  .meta({ id: 'Connection' })

const writable = {
  name: z.string().trim().min(1).max(200),
  registrar: z.string().trim().min(1).max(200),
  gateway: gatewaySchema,
  cutOffs: cutOffsSchema,
}

export const listConnections = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/connections',
  summary: 'Where names are held: registrar, gateway, cut-offs',
  tag: 'Connections',
  access: 'connections.read',
  params: accountParams,
  answers: { 200: z.object({ items: z.array(connectionSchema) }) },
})

export const postConnection = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/connections',
  summary: 'Adds a registrar connection',
  tag: 'Connections',
  access: 'connections.manage',
  params: accountParams,
  body: z.strictObject({ ...writable, gateway: gatewaySchema.default('none'), cutOffs: cutOffsSchema.optional() }),
  answers: { 201: connectionSchema },
})

/** Cut-offs given here replace those of the same suffix; null takes one away. Deadlines follow in a job. */
export const patchConnection = defineRoute({
  method: 'patch',
  path: '/api/accounts/{account}/connections/{id}',
  summary: 'Changes a connection; the deadlines of its names are computed again',
  tag: 'Connections',
  access: 'connections.manage',
  params: idParams,
  body: z.strictObject({
    name: writable.name.optional(),
    registrar: writable.registrar.optional(),
    gateway: writable.gateway.optional(),
    cutOffs: z.record(z.string().max(253), cutOffSchema.nullable()).optional(),
  }),
  answers: { 200: connectionSchema.extend({ job: z.object({ id: z.string() }).optional() }) },
})

export const listTlds = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/tlds',
  summary:
    'The catalogue of suffixes, those with most names first, then those with rules of their own: lifecycle, default cut-off, where each rule comes from',
  tag: 'Connections',
  access: 'connections.read',
  params: accountParams,
  query: pageQuery.extend({
    search: z.string().max(100).optional(),
    held: z.enum(['true', 'false']).optional(),
  }),
  answers: {
    200: z.object({
      items: z.array(
        z
          .looseObject({
            suffix: z.string(),
            unicodeSuffix: z.string(),
            family: z.string(),
            basis: z.enum(['suffix', 'family']),
            source: z.string().nullable(),
            asOf: z.string().nullable(),
            names: z.number().int(),
          })
          .meta({ id: 'Tld' }),
      ),
      nextCursor: z.string().nullable(),
      total: z.number().int(),
    }),
  },
})
