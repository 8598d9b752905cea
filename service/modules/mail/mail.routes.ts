import { z } from 'zod'
import * as contract from '../../../core/contract/http/mails.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import { asEml } from '../../adapters/mail/smtp-transport.ts'
import { systemNow } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { invalidField, notFound, Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { readBillingProfile, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { nextChange } from '../changes/change-sequence.ts'
import * as repository from './mail.repository.ts'
import { moneyContacts } from './money-readers.ts'
import { attachmentSchema } from './queue-mail.ts'
import { outgoingOf, type ReadAttachment } from './send-mail.ts'

const LIST = 'mails'
const UNDELIVERED = 'undelivered'

type UndeliveredQuery = z.output<(typeof contract.listUndeliveredMails)['query']>

export function mailRoutes(deps: Deps, read: ReadAttachment): readonly Handled[] {
  return [
    handle(contract.listMails, async ({ by, query }) => {
      const limit = query.limit ?? DEFAULT_LIMIT
      const offset = pageStart(LIST, query)
      const filter = { document: query.document, state: query.state, isUnaddressed: query.unaddressed === 'true' }
      const { rows, total } = await repository.listMail(deps.storage.read, by.account, filter, { offset, limit })
      return json(200, {
        items: rows.map(describeMail),
        nextCursor: nextPage(LIST, offset, rows.length, total),
        total,
        isConfigured: deps.mail !== undefined,
        bounces: 'notWatched',
      })
    }),
    handle(contract.listUndeliveredMails, async ({ query }) => json(200, await listUndelivered(deps, query))),
    handle(contract.getMailFile, async ({ by, params }) => {
      const mail = await repository.findMail(deps.storage.read, by.account, params.id)
      const outgoing = mail && (await outgoingOf(mail, read))
      if (!outgoing) throw notFound()
      const profile = await readBillingProfile(deps.storage.read, by.account)
      const { email } = await readIssuer(deps.storage.read, profile.issuer)
      const bytes = await asEml(outgoing, email ?? 'daicho@localhost')
      const headers = {
        'content-type': 'message/rfc822',
        'content-disposition': `attachment; filename="${mail.id}.eml"`,
      }
      return new Response(new Uint8Array(bytes), { headers })
    }),
    handle(contract.retryMail, async ({ by, params, body }) => {
      const changed = await deps.storage.transact(async (trx) => {
        await nextChange(trx, by.account, 'billing')
        const mail = await repository.findMail(trx, by.account, params.id)
        if (!mail) throw notFound()
        if (mail.state !== 'refused') throw new Refusal('conflict')
        const to = body.to ?? mail.recipient
        if (to === repository.NO_RECIPIENT) {
          throw invalidField('/to', 'billing_email_missing', 'The account has no e-mail address for documents.')
        }
        await repository.requeueMail(trx, mail, to, systemNow())
        const origin = { person: by.personId, address: by.address, requestId: by.requestId, at: deps.clock.now() }
        const values = { before: { to: mail.recipient }, after: { to } }
        await appendAudit(trx, by.account, { ...origin, action: 'mail.retry', subject: mail.id, ...values })
        return repository.findMail(trx, by.account, params.id)
      })
      if (!changed) throw notFound()
      return json(200, describeMail(changed))
    }),
  ]
}

const addressOf = ({ recipient }: Pick<repository.MailRow, 'recipient'>) =>
  recipient === repository.NO_RECIPIENT ? null : recipient

/** Documents that reached nobody, with those of the account who answer for its money: an operator calls them. */
async function listUndelivered(deps: Deps, query: UndeliveredQuery) {
  const limit = query.limit ?? DEFAULT_LIMIT
  const offset = pageStart(UNDELIVERED, query)
  const { rows, total } = await repository.listUndelivered(deps.storage.read, { offset, limit })
  const contacts = new Map<string, Awaited<ReturnType<typeof moneyContacts>>>()
  for (const account of new Set(rows.map((row) => row.account))) {
    contacts.set(account, await moneyContacts(deps.storage.read, account))
  }
  const items = rows.map((row) => ({
    id: row.id,
    account: { id: row.account, name: row.account_name },
    to: addressOf(row),
    subject: row.subject,
    document: row.document ?? '',
    answer: row.answer,
    createdAt: row.created_at,
    contacts: contacts.get(row.account) ?? [],
  }))
  return { items, nextCursor: nextPage(UNDELIVERED, offset, rows.length, total), total }
}

function describeMail(row: repository.MailRow) {
  const attachments = z.array(attachmentSchema).parse(JSON.parse(row.attachments))
  return {
    id: row.id,
    kind: row.kind,
    to: addressOf(row),
    subject: row.subject,
    body: row.body,
    document: row.document,
    attachments: attachments.map(({ fileName }) => fileName),
    state: row.state,
    attempts: row.attempts,
    answer: row.answer,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  }
}
