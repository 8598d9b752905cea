import type { Transaction } from 'kysely'
import { z } from 'zod'
import { type Instant, isoMonthSchema } from '../../../core/calendar/iso-date.ts'
import { languageSchema } from '../../../core/contract/http/shapes.ts'
import { systemNow } from '../../clock.ts'
import { newId } from '../../ids.ts'
import type { Database } from '../../storage/database.ts'
import { insertMail, NO_RECIPIENT } from './mail.repository.ts'

/** A stored file of a document. */
const documentFileSchema = z.object({
  document: z.string(),
  revision: z.number().int(),
  kind: z.enum(['pdf', 'xml']),
  language: languageSchema,
  fileName: z.string(),
})
/** A month's notice as PDF, with the names that its reader may see. */
const noticeFileSchema = z.object({
  notice: isoMonthSchema,
  person: z.string(),
  language: languageSchema,
  fileName: z.string(),
})

/** A file that goes with a mail, read or made when it is sent. */
export const attachmentSchema = z.union([documentFileSchema, noticeFileSchema])
export type AttachmentRef = z.output<typeof attachmentSchema>

export type MailRequest = {
  /** The same key is the same mail, however often it is asked for. */
  readonly key: string
  /** What it is about: `document`, `overdue`, `blocked`, `lowBalance`. */
  readonly kind: string
  /** Null where the account has no address for documents: the mail waits for one and is sent when it is given. */
  readonly recipient: string | null
  readonly subject: string
  readonly body: string
  readonly document?: string
  readonly attachments?: readonly AttachmentRef[]
}

/**
 * Puts a mail into the outbox, in the transaction of what it tells about. It is due at once, by the clock of the mail
 * server: the domain's may be set by hand. Returns whether it is new.
 */
export function queueMail(
  trx: Transaction<Database>,
  account: string,
  mail: MailRequest,
  now: Instant,
): Promise<boolean> {
  return insertMail(trx, {
    account,
    id: newId(),
    key: mail.key,
    kind: mail.kind,
    recipient: mail.recipient ?? NO_RECIPIENT,
    subject: mail.subject,
    body: mail.body,
    attachments: JSON.stringify(mail.attachments ?? []),
    document: mail.document ?? null,
    state: mail.recipient === null ? 'refused' : 'waiting',
    attempts: 0,
    answer: null,
    next_at: systemNow(),
    created_at: now,
    sent_at: null,
  })
}
