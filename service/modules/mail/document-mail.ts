import type { Transaction } from 'kysely'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import { fillText } from '../../adapters/documents/document-texts.ts'
import type { Database } from '../../storage/database.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import { readBillingProfile, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { findFile } from '../documents/document-files.repository.ts'
import type { DocumentTables } from '../documents/documents.table.ts'
import { type MailWords, mailWords, wordsOf, yen } from './mail-words.ts'
import { type AttachmentRef, type MailRequest, queueMail } from './queue-mail.ts'

type DocumentRow = DocumentTables['document']
type Titled = keyof MailWords['words']['titles']

const isMailed = (series: DocumentRow['series']): series is Titled =>
  Object.hasOwn(mailWords('ja').words.titles, series)

/**
 * Queues the mail with a document whose PDF was made, to the account's address for documents; nothing where the document
 * goes by post. A quote is sent when somebody asks for it.
 */
export async function queueDocumentMail(trx: Transaction<Database>, row: DocumentRow, now: Instant): Promise<boolean> {
  if (row.series === 'quote' || (await goesByPost(trx, row))) return false
  return mailDocument(trx, row, `document:${row.number}:${row.revision}`, now)
}

/** Queues a mail with a document to the account's address for documents, in its language; without one it waits for it. */
export async function mailDocument(
  trx: Transaction<Database>,
  row: DocumentRow,
  key: string,
  now: Instant,
): Promise<boolean> {
  const { account, number, series } = row
  if (!isMailed(series)) return false
  const profile = await readBillingProfile(trx, account)
  const issuer = await readIssuer(trx, row.issuer)
  const texts = await wordsOf(trx, account)
  const { words, day } = texts
  const due = fillText(words.due, { amount: yen(row.amount_due), dueOn: day(row.due_on) })
  const title = words.titles[series]
  const values = {
    title,
    number,
    issuer: issuer.name,
    recipient: await addressee(trx, account, texts),
    issuedOn: day(row.issued_on),
    total: yen(row.total),
    due: row.amount_due > 0 && row.due_on !== null ? due : '',
  }
  const mail: MailRequest = {
    key,
    kind: 'document',
    recipient: profile.billing_email,
    subject: fillText(words.document.subject, values),
    body: fillText(words.document.body, values),
    document: number,
    attachments: [await pdfOf(trx, row, texts, title)],
  }
  return queueMail(trx, account, mail, now)
}

/** The PDF in the language of the mail where there is one, else the Japanese one, which every document has. */
async function pdfOf(
  trx: Transaction<Database>,
  { account, number, revision }: DocumentRow,
  { language }: MailWords,
  title: string,
): Promise<AttachmentRef> {
  const key = { account, number, revision, kind: 'pdf', language } as const
  const isMade = language === 'ja' || (await findFile(trx, key)) !== undefined
  const fileName = `${title.replaceAll(' ', '_')}_${number}.pdf`
  return { document: number, revision, kind: 'pdf', language: isMade ? language : 'ja', fileName }
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
export async function addressee(trx: Transaction<Database>, account: string, { words }: MailWords): Promise<string> {
  const { billing_name: name, billing_department: department } = await readBillingProfile(trx, account)
  const organisation = name ?? (await findAccount(trx, account))?.name ?? ''
  return [organisation, department, words.honorific].filter((part) => part).join(' ')
}
