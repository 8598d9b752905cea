import type { Kysely } from 'kysely'
import type { MailAttachment } from '../../adapters/mail/mail-transport.ts'
import type { Database } from '../../storage/database.ts'
import type { AttachmentRef } from './queue-mail.ts'

const MEDIA_TYPES = { pdf: 'application/pdf', xml: 'application/xml' } as const

/** A stored file of a document; null while it is not made yet. */
export async function readDocumentFile(
  db: Kysely<Database>,
  account: string,
  { document, revision, kind, language, fileName }: AttachmentRef,
): Promise<MailAttachment | null> {
  const file = await db
    .selectFrom('document_file')
    .select('bytes')
    .where('account', '=', account)
    .where('number', '=', document)
    .where('revision', '=', revision)
    .where('kind', '=', kind)
    .where('language', '=', language)
    .executeTakeFirst()
  return file ? { fileName, mediaType: MEDIA_TYPES[kind], bytes: file.bytes } : null
}
