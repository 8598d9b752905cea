import { z } from 'zod'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { factSourceSchema } from '../../domains/dated-fact.ts'
import { LOCK_LEVELS } from '../../domains/locks.ts'
import { TIMELINE_STATES } from '../../domains/timeline-rules.ts'
import { moneySchema } from '../../money/money.ts'
import { BLOCKED_REASONS } from '../../orders/blocked-reason.ts'
import { GATEWAYS } from '../../renewal/gateway.ts'
import { HOLDINGS, REGISTRAR_AUTO_RENEWS } from '../../renewal/renewal-class.ts'
import { renewalModeSchema, ruleScopeSchema } from '../../renewal/renewal-mode.ts'
import { defineRoute } from './route.ts'
import { accountParams, instantSchema, languageSchema, listOf, nameParams, pageQuery, repeatable } from './shapes.ts'

const holdingSchema = z.enum(HOLDINGS)
const autoRenewSchema = z.enum(REGISTRAR_AUTO_RENEWS)

/** The four client locks; null where it is not known. */
const locksSchema = z.object({
  transfer: z.boolean().nullable(),
  update: z.boolean().nullable(),
  delete: z.boolean().nullable(),
  renew: z.boolean().nullable(),
})

const renewalSchema = z.object({
  mode: renewalModeSchema,
  scope: ruleScopeSchema,
  setBy: z.string().nullable(),
  setAt: instantSchema.nullable(),
})

/** One row of the portfolio: what the name is, what will happen to it, and by when that must be decided. */
export const domainSchema = z
  .object({
    name: z.string(),
    unicodeName: z.string(),
    suffix: z.string(),
    expiresOn: isoDateSchema.nullable(),
    registryExpiresOn: isoDateSchema.nullable(),
    paidThroughOn: isoDateSchema.nullable(),
    decideBy: isoDateSchema.nullable(),
    cutOffOn: isoDateSchema.nullable(),
    renewsOn: isoDateSchema.nullable(),
    renewal: renewalSchema,
    timeline: z.enum(TIMELINE_STATES),
    holding: holdingSchema,
    contradiction: z.boolean(),
    critical: z.boolean(),
    needsDecision: z.boolean(),
    registrarAutoRenew: autoRenewSchema,
    locks: locksSchema,
    lockLevel: z.enum(LOCK_LEVELS),
    registrar: z.string(),
    connection: z.object({ id: z.string(), name: z.string(), gateway: z.enum(GATEWAYS) }),
    nameServers: z.array(z.string()),
    department: z.string().nullable(),
    tags: z.array(z.string()),
    /** A year's renewal: what the price list says where it can be ordered, else what its registrar charges. */
    price: moneySchema.nullable(),
    /** What is charged next, and when: only where we order the renewal. */
    nextCharge: z.object({ on: isoDateSchema, amount: moneySchema }).nullable(),
    /** Why the renewal waits. */
    blocked: z.enum(BLOCKED_REASONS).nullable(),
    /** Whether the registrar knows that the name lapses; null where it renews or nothing can be ordered. */
    lapseTold: z.boolean().nullable(),
    updatedAt: instantSchema,
  })
  .meta({ id: 'Domain' })
export type DomainItem = z.output<typeof domainSchema>

/** Who set a rule and when; both null for what a new account comes with. */
const ruleStampSchema = z.object({
  mode: renewalModeSchema,
  setBy: z.string().nullable(),
  setAt: instantSchema.nullable(),
})

/** A fact with where it came from and how old it is. */
const provenanceSchema = z.object({ source: factSourceSchema, asOf: isoDateSchema })

/** One name in full: the row, each rule that bears on it, and the source and age of every fact. */
export const domainDetailSchema = domainSchema
  .extend({
    registeredOn: isoDateSchema.nullable(),
    note: z.string().nullable(),
    registryStatuses: z.array(z.string()),
    stateUntil: isoDateSchema.nullable(),
    saveBy: isoDateSchema.nullable(),
    rules: z.object({
      account: ruleStampSchema,
      suffix: ruleStampSchema.nullable(),
      domain: ruleStampSchema.nullable(),
      decision: ruleStampSchema.extend({ forExpiry: isoDateSchema, via: z.string() }).nullable(),
      critical: z.object({ setBy: z.string().nullable(), setAt: instantSchema }).nullable(),
      release: z.object({ by: z.string().nullable(), at: instantSchema, forExpiry: isoDateSchema }).nullable(),
    }),
    explanation: z.object({
      key: z.string(),
      args: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    }),
    provenance: z.record(z.string(), provenanceSchema),
  })
  .meta({ id: 'DomainDetail' })
export type DomainDetail = z.output<typeof domainDetailSchema>

/** The filters of every list of names, as they come on the wire; `core/portfolio/domain-filter` gives them meaning. */
export const domainFilterQuery = z.strictObject({
  search: z.string().max(300).optional(),
  suffix: repeatable,
  mode: repeatable,
  scope: repeatable,
  timeline: repeatable,
  holding: repeatable,
  contradiction: repeatable,
  critical: repeatable,
  needsDecision: repeatable,
  lock: repeatable,
  blocked: repeatable,
  tag: repeatable,
  department: repeatable,
  registrar: repeatable,
  connection: repeatable,
  expiresFrom: isoDateSchema.optional(),
  expiresTo: isoDateSchema.optional(),
  decideFrom: isoDateSchema.optional(),
  decideTo: isoDateSchema.optional(),
})

export const domainListQuery = domainFilterQuery.extend(pageQuery.shape).extend({ sort: z.string().max(40).optional() })

export const listDomains = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/domains',
  summary:
    'Names with what will happen to them; filtered, sorted, paged, with the exact total. Archived ones only on `holding=archived`',
  tag: 'Domains',
  access: 'domains.read',
  params: accountParams,
  query: domainListQuery,
  answers: { 200: listOf(domainSchema) },
})

const exportDomains = (format: 'csv' | 'xlsx') =>
  defineRoute({
    method: 'get',
    path: `/api/accounts/{account}/domains.${format}`,
    summary: 'The same names as a file; cells that a spreadsheet would run are neutralised',
    tag: 'Domains',
    access: 'domains.export',
    params: accountParams,
    query: domainFilterQuery.extend({
      sort: z.string().max(40).optional(),
      language: languageSchema.optional(),
      columns: z.string().max(1000).optional(),
    }),
    answers: {
      200: {
        file: [format === 'csv' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      },
    },
  })
export const exportDomainsCsv = exportDomains('csv')
export const exportDomainsXlsx = exportDomains('xlsx')

const text = (max: number) => z.string().trim().min(1).max(max)
export const departmentSchema = text(200)
export const tagSchema = text(100)
const hostName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+\.?$/, { message: 'a host name such as ns1.example.com' })
  .overwrite((host) => host.replace(/\.$/, ''))
export const nameServersSchema = z
  .array(hostName)
  .max(20)
  .overwrite((hosts) => [...new Set(hosts)])

/** What a person may state about a name by hand; each becomes a fact with the source `manual`. */
const manualFacts = {
  registryExpiresOn: isoDateSchema.optional(),
  paidThroughOn: isoDateSchema.optional(),
  registeredOn: isoDateSchema.nullable().optional(),
  registrarAutoRenew: autoRenewSchema.optional(),
  nameServers: nameServersSchema.optional(),
  department: departmentSchema.nullable().optional(),
  tags: z.array(tagSchema).max(50).optional(),
  price: moneySchema.nullable().optional(),
  note: z.string().max(4000).nullable().optional(),
}

export const addDomain = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/domains',
  summary: 'Adds a name that is held already',
  tag: 'Domains',
  access: 'domains.create',
  params: accountParams,
  body: z.strictObject({ name: z.string().max(1000), connection: z.string().optional(), ...manualFacts }),
  answers: { 201: domainDetailSchema },
})

export const getDomain = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/domains/{name}',
  summary: 'One name, in either spelling',
  tag: 'Domains',
  access: 'domains.read',
  params: nameParams,
  answers: { 200: domainDetailSchema },
})

/**
 * `critical: false` needs `confirm` with the name typed, and a step-up; so does moving a critical name to a connection
 * where no renewal is ordered. `allowEarlierExpiry` confirms a date that moves
 * backwards, which is a conflict otherwise.
 */
export const patchDomain = defineRoute({
  method: 'patch',
  path: '/api/accounts/{account}/domains/{name}',
  summary: 'Corrects what is known of a name',
  tag: 'Domains',
  access: 'domains.update',
  params: nameParams,
  body: z.strictObject({
    ...manualFacts,
    connection: z.string().optional(),
    critical: z.boolean().optional(),
    confirm: z.string().optional(),
    allowEarlierExpiry: z.boolean().optional(),
  }),
  answers: { 200: domainDetailSchema },
})

export const archiveDomain = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/domains/{name}/archive',
  summary: 'Takes a name out of the portfolio; its history stays',
  tag: 'Domains',
  access: 'domains.archive',
  params: nameParams,
  /** `confirm`: the name again, for one that is critical. */
  body: z.strictObject({ holding: holdingSchema.optional(), confirm: z.string().max(1000).optional() }).optional(),
  answers: { 200: domainDetailSchema },
})

const historyEntrySchema = z
  .object({
    at: instantSchema,
    by: z.string().nullable(),
    action: z.string(),
    job: z.string().nullable(),
    /** The order that the entry tells of. */
    order: z.string().nullable(),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'HistoryEntry' })

export const getDomainHistory = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/domains/{name}/history',
  summary: 'Who changed what about this name, newest first',
  tag: 'Domains',
  access: 'domains.read',
  params: nameParams,
  query: pageQuery,
  answers: { 200: listOf(historyEntrySchema) },
})

/** Names by value of one field, for filter menus and for Home. */
export const getDomainFacets = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/domain-facets',
  summary: 'How many names there are per suffix, department, tag, registrar, connection, mode and state',
  tag: 'Domains',
  access: 'domains.read',
  params: accountParams,
  query: domainFilterQuery,
  answers: {
    200: z.object({
      total: z.number().int(),
      facets: z.record(z.string(), z.array(z.object({ value: z.string(), count: z.number().int() }))),
    }),
  },
})
