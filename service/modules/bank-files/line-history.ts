import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { getBankLineHistory } from '../../../core/contract/http/bank-files.ts'
import { type BankLineKey, bankLineOfText } from '../../../core/ledger/bank-line-reference.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import type { Database } from '../../storage/database.ts'
import * as bankLines from './bank-lines.repository.ts'
import { describeLines, describeRef } from './describe-lines.ts'

type History = z.input<(typeof getBankLineHistory.answers)[200]>

/** What decisions keep beside their verdict. */
const detailSchema = z.object({
  note: z.string().optional(),
  documents: z.array(z.object({ number: z.string(), amount: z.number() })).default([]),
  fee: z.number().default(0),
  entries: z.array(z.number()).default([]),
  request: z.string().optional(),
  of: z.string().optional(),
})

/** A line as it is now, and all that was decided of it. */
export async function readLineHistory(
  db: Kysely<Database>,
  issuer: string,
  line: BankLineKey,
): Promise<History | null> {
  const rows = await bankLines.findLines(db, issuer, line.file, [line.n])
  const [described] = await describeLines(db, issuer, rows)
  if (!described) return null
  const decisions = await bankLines.listDecisions(db, issuer, line)
  return { line: described, items: decisions.map(describeDecision) }
}

function describeDecision(row: bankLines.NamedDecision): History['items'][number] {
  const { note, documents, fee, entries, request, of } = detailSchema.parse(JSON.parse(row.detail))
  return {
    n: row.n,
    at: row.at,
    person: row.person_name,
    verdict: row.verdict,
    account: row.account,
    accountName: row.account_name,
    note: note ?? null,
    documents: documents.map(({ number, amount }) => ({ number, amount: wireYen(amount) })),
    fee: wireYen(fee),
    entries,
    request: request ?? null,
    counterpart: of === undefined ? null : describeRef(bankLineOfText(of)),
  }
}
