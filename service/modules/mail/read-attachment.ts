import type { MailAttachment } from '../../adapters/mail/mail-transport.ts'
import type { Deps } from '../../deps.ts'
import { listMembers } from '../accounts/list-members.ts'
import { findFile } from '../documents/document-files.repository.ts'
import { noticePdfFor } from '../notices/notice-files.ts'
import type { AttachmentRef } from './queue-mail.ts'

const MEDIA_TYPES = { pdf: 'application/pdf', xml: 'application/xml' } as const

/** A file that goes with a mail; null while it is not made yet, or where its reader has left. */
export async function readAttachment(
  deps: Pick<Deps, 'storage' | 'pdfWorker'>,
  account: string,
  ref: AttachmentRef,
): Promise<MailAttachment | null> {
  const { fileName, language } = ref
  if ('notice' in ref) {
    const member = (await listMembers(deps.storage.read, account)).find(({ actor }) => actor.personId === ref.person)
    if (!member) return null
    const bytes = await noticePdfFor(deps, { account, actor: member.actor }, ref.notice, language)
    return { fileName, mediaType: MEDIA_TYPES.pdf, bytes }
  }
  const { document: number, revision, kind } = ref
  const file = await findFile(deps.storage.read, { account, number, revision, kind, language })
  return file ? { fileName, mediaType: MEDIA_TYPES[kind], bytes: file.bytes } : null
}
