import { z } from 'zod'
import { defineRoute } from './route.ts'
import { accountParams, idParams, instantSchema } from './shapes.ts'

/** A view keeps the page's search parameters and its columns; the service stores it without reading it. */
export const viewDefinitionSchema = z.strictObject({
  filter: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  sort: z.string().max(40).nullable().optional(),
  columns: z
    .array(
      z.strictObject({
        id: z.string().max(40),
        width: z.number().int().min(20).max(2000).optional(),
        isHidden: z.boolean().optional(),
        pin: z.enum(['left', 'right']).optional(),
      }),
    )
    .max(100)
    .optional(),
})

export const viewSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    page: z.string(),
    isShared: z.boolean(),
    isMine: z.boolean(),
    definition: viewDefinitionSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'View' })

const writable = {
  name: z.string().trim().min(1).max(100),
  isShared: z.boolean(),
  definition: viewDefinitionSchema,
}

export const listViews = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/views',
  summary: 'My saved views and those shared with the account',
  tag: 'Views',
  access: 'views.read',
  params: accountParams,
  answers: { 200: z.object({ items: z.array(viewSchema) }) },
})

export const postView = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/views',
  summary: 'Saves a view',
  tag: 'Views',
  access: 'views.read',
  params: accountParams,
  body: z.strictObject({
    ...writable,
    page: z.string().min(1).max(40).default('domains'),
    isShared: writable.isShared.default(false),
  }),
  answers: { 201: viewSchema },
})

export const patchView = defineRoute({
  method: 'patch',
  path: '/api/accounts/{account}/views/{id}',
  summary: 'Renames, shares or changes one of my views',
  tag: 'Views',
  access: 'views.read',
  params: idParams,
  body: z.strictObject(writable).partial(),
  answers: { 200: viewSchema },
})

export const deleteView = defineRoute({
  method: 'delete',
  path: '/api/accounts/{account}/views/{id}',
  summary: 'Removes one of my views (a shared one also by who manages views)',
  tag: 'Views',
  access: 'views.read',
  params: idParams,
  answers: { 204: null },
})
