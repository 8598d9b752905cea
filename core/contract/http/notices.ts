import { z } from 'zod'
import { isoDateSchema, isoMonthSchema } from '../../calendar/iso-date.ts'
import { moneySchema } from '../../money/money.ts'
import { DECISION_VERDICTS } from '../../renewal/decision-diff.ts'
import { renewalModeSchema, ruleScopeSchema } from '../../renewal/renewal-mode.ts'
import { domainListQuery, domainSchema } from './domains.ts'
import { sumsSchema } from './money-preview.ts'
import { defineRoute } from './route.ts'
import { accountParams, instantSchema, jobRef, languageSchema, listOf, pageQuery, wholeNumber } from './shapes.ts'

export const listExpiries = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/expiries',
  summary: 'Held names that expire within so many days, like the list of names',
  tag: 'Notices',
  access: 'domains.read',
  params: accountParams,
  query: domainListQuery.extend({ within: wholeNumber(0, 3650).default(90) }),
  answers: { 200: listOf(domainSchema) },
})

const noticeSumsSchema = z.object({
  byMode: z.array(z.object({ mode: renewalModeSchema, names: z.number().int(), money: sumsSchema })),
  byWeek: z.array(
    z.object({ weekFrom: isoDateSchema, names: z.number().int(), renew: z.number().int(), money: sumsSchema }),
  ),
  unpriced: z.number().int(),
})

const noticeItemSchema = z
  .object({
    name: z.string(),
    unicodeName: z.string(),
    expiresOn: isoDateSchema,
    decideBy: isoDateSchema.nullable(),
    mode: renewalModeSchema,
    scope: ruleScopeSchema,
    price: moneySchema.nullable(),
    department: z.string().nullable(),
    tags: z.array(z.string()),
  })
  .meta({ id: 'NoticeItem' })

export const listNotices = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/notices',
  summary: 'The monthly notices, newest first',
  tag: 'Notices',
  access: 'notices.read',
  params: accountParams,
  query: pageQuery,
  answers: {
    200: listOf(
      z.object({ month: isoMonthSchema, count: z.number().int(), madeAt: instantSchema }).meta({ id: 'NoticeHead' }),
    ),
  },
})

const monthParams = accountParams.extend({ month: isoMonthSchema })

export const getNotice = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/notices/{month}',
  summary: 'One month’s list of names that expire within 90 days, as it was made',
  tag: 'Notices',
  access: 'notices.read',
  params: monthParams,
  query: pageQuery,
  answers: {
    200: z
      .object({
        month: isoMonthSchema,
        madeAt: instantSchema,
        windowFrom: isoDateSchema,
        windowTo: isoDateSchema,
        sums: noticeSumsSchema,
        items: z.array(noticeItemSchema),
        nextCursor: z.string().nullable(),
        total: z.number().int(),
      })
      .meta({ id: 'Notice' }),
  },
})

const NOTICE_MEDIA = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  ics: 'text/calendar',
} as const

const noticeFile = <F extends keyof typeof NOTICE_MEDIA>(format: F) =>
  defineRoute({
    method: 'get',
    path: `/api/accounts/{account}/notices/{month}.${format}`,
    summary: `The notice as ${format.toUpperCase()}`,
    tag: 'Notices',
    access: 'notices.read',
    params: monthParams,
    query: z.strictObject({ language: languageSchema.optional() }),
    answers: { 200: { file: [NOTICE_MEDIA[format]] } },
  })

export const getNoticePdf = noticeFile('pdf')
export const getNoticeXlsx = noticeFile('xlsx')
export const getNoticeCsv = noticeFile('csv')
export const getNoticeIcs = noticeFile('ics')

export const decisionFileSchema = z
  .object({
    id: z.string(),
    month: isoMonthSchema,
    state: z.enum(['ready', 'applying', 'applied']),
    createdAt: instantSchema,
    counts: z.record(z.enum(DECISION_VERDICTS), z.number().int()),
    job: z.object({ id: z.string() }).nullable(),
  })
  .meta({ id: 'DecisionFile' })

export const postDecisions = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/notices/{month}/decisions',
  summary: 'Takes a filled-in sheet back (the body is the file) and shows what it would change',
  tag: 'Notices',
  access: 'renewal.decide',
  params: monthParams,
  query: z.strictObject({ fileName: z.string().max(300).optional() }),
  body: { file: ['application/octet-stream', 'text/csv', NOTICE_MEDIA.xlsx] },
  answers: { 201: decisionFileSchema },
})

const decisionParams = monthParams.extend({ id: z.string().min(1).max(64) })

export const listDecisionFiles = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/notices/{month}/decisions',
  summary: 'The sheets handed in for a month',
  tag: 'Notices',
  access: 'notices.read',
  params: monthParams,
  answers: { 200: z.object({ items: z.array(decisionFileSchema) }) },
})

export const getDecisionRows = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/notices/{month}/decisions/{id}/rows',
  summary: 'The diff, row by row',
  tag: 'Notices',
  access: 'renewal.decide',
  params: decisionParams,
  query: pageQuery.extend({ verdict: z.enum(DECISION_VERDICTS).optional() }),
  answers: {
    200: listOf(
      z
        .object({
          row: z.number().int(),
          name: z.string(),
          verdict: z.enum(DECISION_VERDICTS),
          decision: renewalModeSchema.nullable(),
          current: renewalModeSchema.nullable(),
          expiresOn: isoDateSchema.nullable(),
          renewsOn: isoDateSchema.nullable(),
        })
        .meta({ id: 'DecisionRow' }),
    ),
  },
})

export const applyDecisions = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/notices/{month}/decisions/{id}/apply',
  summary: 'Makes the changes of the diff, as decisions for this expiry',
  tag: 'Notices',
  access: 'renewal.decide',
  params: decisionParams,
  answers: { 202: jobRef },
})
