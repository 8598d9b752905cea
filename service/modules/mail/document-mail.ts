import type { Transaction } from 'kysely'
import { longDay } from '../../../core/calendar/day-text.ts'
import type { Instant, IsoDate } from '../../../core/calendar/iso-date.ts'
import ja from '../../../resources/translations/ja/mails.json' with { type: 'json' }
import { fillText } from '../../adapters/documents/document-texts.ts'
import type { Database } from '../../storage/database.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import { readBillingProfile, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import type { DocumentTables } from '../documents/documents.table.ts'
import { type MailRequest, queueMail } from './queue-mail.ts'

type DocumentRow = DocumentTables['document']
type Titled = keyof typeof ja.titles

const isMailed = (series: DocumentRow['series']): series is Titled => Object.hasOwn(ja.titles, series)

/**
 * Queues the mail with a document whose PDF was made, to the account's address for documents; nothing where it has none,
 * or where the document goes by post. A quote is sent when somebody asks for it.
 */
export async function queueDocumentMail(trx: Transaction<Database>, row: DocumentRow, now: Instant): Promise<boolean> {
  if (row.series === 'quote' || (await goesByPost(trx, row))) return false
  return mailDocument(trx, row, `document:${row.number}:${row.revision}`, now)
}

/**
 * Queues a mail with a document to the account's address for documents; false where there is none. Documents are
 * Japanese, so is the mail that brings them.
 */
export async function mailDocument(
  trx: Transaction<Database>,
  row: DocumentRow,
  key: string,
  now: Instant,
): Promise<boolean> {
  const { account, number, revision, series } = row
  if (!isMailed(series)) return false
  const profile = await readBillingProfile(trx, account)
  if (profile.billing_email === null) return false
  const issuer = await readIssuer(trx, row.issuer)
  const due = fillText(ja.due, { amount: yen(row.amount_due), dueOn: dayText(row.due_on) })
  const values = {
    title: ja.titles[series],
    number,
    issuer: issuer.name,
    recipient: await addressee(trx, account),
    issuedOn: dayText(row.issued_on),
    total: yen(row.total),
    due: row.amount_due > 0 && row.due_on !== null ? due : '',
  }
  const mail: MailRequest = {
    key,
    kind: 'document',
    recipient: profile.billing_email,
    subject: fillText(ja.document.subject, values),
    body: fillText(ja.document.body, values),
    document: number,
    attachments: [
      { document: number, revision, kind: 'pdf', language: 'ja', fileName: `${ja.titles[series]}_${number}.pdf` },
    ],
  }
  return queueMail(trx, account, mail, now)
}

/** The billing calendar or the account's wish said how the documents of its closing are delivered. */
async function goesByPost(trx: Transaction<Database>, { account, number }: DocumentRow): Promise<boolean> {
  const closing = await trx
    .selectFrom('closing')
    .select('channel')
    .where('account', '=', account)
    .where((eb) => eb.or([eb('document', '=', number), eb('balance_request', '=', number)]))
    .executeTakeFirst()
  return closing?.channel === 'post'
}

/** The recipient's name as letters begin. */
export async function addressee(trx: Transaction<Database>, account: string): Promise<string> {
  const { billing_name: name, billing_department: department } = await readBillingProfile(trx, account)
  const organisation = name ?? (await findAccount(trx, account))?.name ?? ''
  return [organisation, department, ja.honorific].filter((part) => part).join(' ')
}

export const yen = (amount: number): string => amount.toLocaleString('en-US')

export const dayText = (day: string | null): string => (day === null ? '' : longDay(day as IsoDate, 'ja'))
