import { z } from 'zod'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import type { MailAttachment, MailOutcome, MailTransport, OutgoingMail } from '../../adapters/mail/mail-transport.ts'
import { systemNow } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { FileNotMadeError } from '../../files/make-file.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { claimDueMail, type MailRow, updateMail } from './mail.repository.ts'
import { type AttachmentRef, attachmentSchema } from './queue-mail.ts'

const MINUTE_MS = 60_000
const LEASE_MS = 5 * MINUTE_MS
/** How long to wait before each further attempt; after the last one it counts as refused. */
const WAITS_MS = [1, 5, 15, 60, 240, 720, 1440].map((minutes) => minutes * MINUTE_MS)
const MOST_AT_ONCE = 200

/** Reads a stored file; null while it is not made yet. */
export type ReadAttachment = (account: string, ref: AttachmentRef) => Promise<MailAttachment | null>

type MailDeps = Pick<Deps, 'storage' | 'mail'>

/** What a server has taken and could not be noted yet, as on a full disk: it is noted at the next attempt, not sent again. */
const unnoted = new WeakMap<MailTransport, Map<string, MailOutcome>>()

/**
 * Sends what is due. Nothing happens without a mail server: mail waits in the outbox, where it can be read. Sending is
 * outside of any transaction; a process that dies in between sends the same message again, with the same id. A server that
 * does not answer is not asked for each mail: waiting for it would keep other scheduled work waiting.
 */
export async function sendDueMail(deps: MailDeps, read: ReadAttachment, stopped?: AbortSignal): Promise<number> {
  const { mail: transport, storage } = deps
  if (!transport) return 0
  const taken = unnoted.get(transport) ?? new Map<string, MailOutcome>()
  unnoted.set(transport, taken)
  let sent = 0
  for (let n = 0; n < MOST_AT_ONCE && !stopped?.aborted; n++) {
    const mail = await storage.transact((trx) => claimDueMail(trx, systemNow(), later(LEASE_MS)))
    if (!mail) break
    const outcome = taken.get(mail.id) ?? (await handOver(transport, mail, read))
    if (outcome.kind === 'sent') taken.set(mail.id, outcome)
    const wait = WAITS_MS[mail.attempts - 1]
    await storage.transact(async (trx) => {
      await nextChange(trx, mail.account, 'billing')
      if (outcome.kind === 'sent') {
        return updateMail(trx, mail, { state: 'sent', answer: outcome.answer, sent_at: systemNow() })
      }
      if (outcome.kind === 'refused' || wait === undefined) {
        return updateMail(trx, mail, { state: 'refused', answer: outcome.answer })
      }
      return updateMail(trx, mail, { state: 'waiting', answer: outcome.answer, next_at: later(wait) })
    })
    taken.delete(mail.id)
    if (outcome.kind === 'sent') sent++
    if (outcome.kind === 'later' && outcome.isUnanswered) break
  }
  return sent
}

/** A mail whose file cannot be made, or not yet, waits by itself: what follows goes out. */
async function handOver(transport: MailTransport, mail: MailRow, read: ReadAttachment): Promise<MailOutcome> {
  try {
    const outgoing = await outgoingOf(mail, read)
    if (outgoing) return await transport.send(outgoing)
  } catch (error) {
    if (!(error instanceof FileNotMadeError)) throw error
    return { kind: 'later', answer: `A file that goes with it cannot be made: ${error.message}`.slice(0, 500) }
  }
  return { kind: 'later', answer: 'A file that goes with it is not made yet.' }
}

/** The mail with its files, as it goes out; null while one of them is not made yet. */
export async function outgoingOf(mail: MailRow, read: ReadAttachment): Promise<OutgoingMail | null> {
  const attachments: MailAttachment[] = []
  for (const ref of z.array(attachmentSchema).parse(JSON.parse(mail.attachments))) {
    const file = await read(mail.account, ref)
    if (!file) return null
    attachments.push(file)
  }
  return {
    messageId: `<${mail.id}@daicho>`,
    to: mail.recipient,
    subject: mail.subject,
    text: mail.body,
    attachments,
  }
}

function later(ms: number): Instant {
  return new Date(Date.parse(systemNow()) + ms).toISOString() as Instant
}
