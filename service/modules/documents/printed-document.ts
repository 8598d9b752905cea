import type { Kysely } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import { documentContentSchema, type PrintedDocument } from '../../../core/billing/document.ts'
import { lineOfUse, taxLines } from '../../../core/billing/document-lines.ts'
import type { Database } from '../../storage/database.ts'
import { usesOfDocument } from './document-lines.repository.ts'
import type { DocumentRow } from './documents.repository.ts'

/** A document with all that is printed: the lines of a closing are read from the ledger, where they never change. */
export async function printedDocument(
  db: Kysely<Database>,
  row: Pick<DocumentRow, 'account' | 'number' | 'content'>,
): Promise<PrintedDocument> {
  const content = documentContentSchema.parse(JSON.parse(row.content))
  if (content.kind !== 'invoice' && content.kind !== 'statement') return content
  if (content.lines !== 'ledger') return { ...content, lines: content.lines }
  const uses = await usesOfDocument(db, row.account, row.number)
  const { lines, total, tax } = taxLines(uses.map(lineOfUse))
  invariant(total === content.total && tax === content.tax, `the ledger still says what ${row.number} says`)
  return { ...content, lines }
}
