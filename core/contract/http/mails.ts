import { z } from 'zod'
import { defineRoute } from './route.ts'
import { accountParams, idParams, instantSchema, listOf, pageQuery } from './shapes.ts'

const MAIL_STATES = ['waiting', 'sending', 'sent', 'refused'] as const

/**
 * A mail to the account's people. `to` null: the account has no address for documents; the mail is sent when it has one.
 * `answer` is what the mail server said; bounces are only seen where a mailbox is watched.
 */
export const mailSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    to: z.string().nullable(),
    subject: z.string(),
    body: z.string(),
    document: z.string().nullable(),
    attachments: z.array(z.string()),
    state: z.enum(MAIL_STATES),
    attempts: z.number().int(),
    answer: z.string().nullable(),
    createdAt: instantSchema,
    sentAt: instantSchema.nullable(),
  })
  .meta({ id: 'Mail' })

export const listMails = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/mails',
  summary: 'What was mailed, what waits, what the mail server refused; newest first',
  tag: 'Documents',
  access: 'documents.read',
  params: accountParams,
  query: pageQuery.extend({
    document: z.string().max(60).optional(),
    state: z.enum(MAIL_STATES).optional(),
    unaddressed: z.enum(['true', 'false']).optional(),
  }),
  answers: {
    200: listOf(mailSchema).extend({
      /** Whether a mail server is configured; without one mail waits here to be read. */
      isConfigured: z.boolean(),
      /** No mailbox is watched for mail that comes back. */
      bounces: z.enum(['notWatched']),
    }),
  },
})

export const listUndeliveredMails = defineRoute({
  method: 'get',
  path: '/api/operator/undelivered-mails',
  summary: 'Documents that reached nobody, of all accounts, and whom to call about it',
  tag: 'Operator',
  access: 'operator.closing',
  query: pageQuery,
  answers: {
    200: listOf(
      z.object({
        id: z.string(),
        account: z.object({ id: z.string(), name: z.string() }),
        /** Null: the account has no address for documents. */
        to: z.string().nullable(),
        subject: z.string(),
        document: z.string(),
        answer: z.string().nullable(),
        createdAt: instantSchema,
        contacts: z.array(z.object({ name: z.string(), email: z.string() })),
      }),
    ),
  },
})

export const getMailFile = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/mails/{id}.eml',
  summary: 'A mail as a file that mail programs open',
  tag: 'Documents',
  access: 'documents.read',
  params: idParams,
  answers: { 200: { file: ['message/rfc822'] } },
})

/** A mail that was refused is sent again, e.g. after the address was corrected. */
export const retryMail = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/mails/{id}/retry',
  summary: 'Sends a refused mail again, to another address where one is given',
  tag: 'Documents',
  access: 'billing.manage',
  params: idParams,
  body: z.strictObject({ to: z.email().max(300).optional() }),
  answers: { 200: mailSchema },
})
