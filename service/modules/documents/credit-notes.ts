import type { Transaction } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import { type CreditNote, creditNoteSchema, documentContentSchema } from '../../../core/billing/document.ts'
import { lineOfUse } from '../../../core/billing/document-lines.ts'
import type { DocumentNumber } from '../../../core/billing/document-number.ts'
import { type CreditedBefore, creditTax, type TaxGroup } from '../../../core/billing/tax.ts'
import type { Instant, IsoDate } from '../../../core/calendar/iso-date.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { postEntry } from '../ledger/post-entry.ts'
import { documentOfCharge, findTakenBack, type TakenBackCharge } from './credit-notes.repository.ts'
import { documentRow } from './document-row.ts'
import * as repository from './documents.repository.ts'
import { readParties } from './read-parties.ts'
import { negated, taxEntry } from './tax-entry.ts'

export type CreditNoteOrigin = { readonly at: Instant; readonly person: string | null }

/**
 * Issues a credit note (適格返還請求書) for each entry that takes back a charge which stands on a document; entries whose
 * charge stands on none, or that have a note already, are passed over. The caller holds the accounts' write locks.
 * Returns the number given to each entry.
 */
export async function issueCreditNotes(
  trx: Transaction<Database>,
  entries: readonly { readonly account: string; readonly seq: number }[],
  origin: CreditNoteOrigin,
): Promise<ReadonlyMap<string, DocumentNumber>> {
  const issued = new Map<string, DocumentNumber>()
  for (const { account, seq } of entries) {
    const number = await issueCreditNote(trx, account, seq, origin)
    if (number !== null) issued.set(`${account} ${seq}`, number)
  }
  return issued
}

async function issueCreditNote(
  trx: Transaction<Database>,
  account: string,
  seq: number,
  { at, person }: CreditNoteOrigin,
): Promise<DocumentNumber | null> {
  if (await repository.findByEntry(trx, account, 'creditNote', seq)) return null
  const taken = await findTakenBack(trx, account, seq)
  const original = taken && (await documentOfCharge(trx, account, taken.charge))
  if (!taken || !original) return null
  const { row: issuer, issuedOn, ...parties } = await readParties(trx, account, at)
  const number = await repository.takeNumber(trx, issuer.id, 'creditNote', issuedOn)
  const head = { number, revision: 1, issuedOn, issuer: parties.issuer, recipient: parties.recipient, note: null }
  const content = await noteContent(trx, taken, original, head)
  await repository.insertDocuments(trx, [documentRow(content, { account, issuer: issuer.id, person, at, entry: seq })])
  for (const group of content.groups) {
    const draft = taxEntry(negated(group), `document:${number}`, content.returnedOn)
    if (draft) await postEntry(trx, account, draft, at)
  }
  return number
}

type NoteHead = Pick<CreditNote, 'number' | 'revision' | 'issuedOn' | 'issuer' | 'recipient' | 'note'>

async function noteContent(
  trx: Transaction<Database>,
  taken: TakenBackCharge,
  original: string,
  head: NoteHead,
): Promise<CreditNote> {
  const row = await repository.findDocument(trx, taken.account, original)
  invariant(row, 'a charge stands on a document that is there')
  const document = documentContentSchema.parse(JSON.parse(row.content))
  invariant(document.kind === 'invoice' || document.kind === 'statement', 'charges stand on documents of tax')
  const unspread = lineOfUse(taken.use)
  const group = document.groups.find(({ code, percent }) => code === unspread.code && percent === unspread.percent)
  invariant(group, 'the document has the rate of its charge')
  const tax = creditTax(group, await creditedBefore(trx, taken.account, original, group), unspread.total)
  const base = (unspread.total - tax) as MinorUnits
  return {
    kind: 'creditNote',
    ...head,
    lines: [{ ...unspread, base }],
    groups: [{ code: group.code, percent: group.percent, total: unspread.total, base, tax }],
    total: unspread.total,
    tax,
    returnedOn: taken.returnedOn as IsoDate,
    original: { number: document.number, issuedOn: document.issuedOn, period: document.period },
  }
}

/** What earlier credit notes of a document took back at a rate. */
async function creditedBefore(
  trx: Transaction<Database>,
  account: string,
  original: string,
  { code, percent }: TaxGroup,
): Promise<CreditedBefore> {
  const notes = await repository.listCreditNotesOf(trx, account, original)
  const groups = notes
    .flatMap(({ content }) => creditNoteSchema.parse(JSON.parse(content)).groups)
    .filter((group) => group.code === code && group.percent === percent)
  const sum = (field: 'total' | 'tax') => groups.reduce((added, group) => added + group[field], 0) as MinorUnits
  return { total: sum('total'), tax: sum('tax') }
}
