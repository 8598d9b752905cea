import { type Kysely, sql } from 'kysely'
import type { DocumentNumber } from '../../../core/billing/document-number.ts'
import type { LineTax } from '../../../core/billing/tax.ts'
import { taxRateCodeOf } from '../../../core/billing/tax-rate.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { entriesOf, isInPiece, isLine, type PieceSpan, rateCode, ratePercent, spanRows } from './piece-entries.ts'

/** What the entries of a piece come to. */
export type PieceSums = {
  /** Use by rate, tax included. */
  readonly rates: readonly (LineTax & { readonly total: MinorUnits })[]
  readonly lines: number
  readonly opening: number
  readonly other: number
}

type SumRow = {
  account: string
  kind: 'line' | 'opening' | 'other'
  code: string
  percent: number
  sum: number
  n: number
}

/** The sums of many pieces with one statement. Accounts without entries are left out. */
export async function sumPieces(
  db: Kysely<Database>,
  spans: readonly PieceSpan[],
): Promise<ReadonlyMap<string, PieceSums>> {
  const { rows } = await sql<SumRow>`
    select account, kind, code, percent, sum(amount) as sum, count(*) as n from (
      select e.account, e.amount,
        case when ${isLine} then 'line' when e.kind = 'openingBalance' then 'opening' else 'other' end as kind,
        case when ${isLine} then ${rateCode} else '' end as code,
        case when ${isLine} then ${ratePercent} else 0 end as percent
      from ${entriesOf(spanRows(dialectOf(db), spans))}
      where e.amount <> 0 and ${isInPiece('e', 'p')}
    ) as taken
    group by account, kind, code, percent`.execute(db)
  const groups = Map.groupBy(rows, ({ account }) => account)
  return new Map([...groups].map(([account, own]) => [account, toSums(own)]))
}

function toSums(rows: readonly SumRow[]): PieceSums {
  const ofKind = (kind: SumRow['kind']) => rows.filter((row) => row.kind === kind)
  const sum = (own: readonly SumRow[]) => own.reduce((total, row) => total + Number(row.sum), 0)
  const lines = ofKind('line')
  return {
    rates: lines.map(({ code, percent, sum: total }) => ({
      code: taxRateCodeOf(code),
      percent: Number(percent),
      total: (0 - Number(total)) as MinorUnits,
    })),
    lines: lines.reduce((count, { n }) => count + Number(n), 0),
    opening: sum(ofKind('opening')),
    other: sum(ofKind('other')),
  }
}

export type OpenAtEnd = { readonly number: DocumentNumber; readonly amount: MinorUnits }

/**
 * What documents still asked for at the ends of pieces, oldest first. What is open now is turned back: an allocation
 * counts only if what caused it - the credit, or what took the credit back - was posted within the piece or before.
 */
export async function openAtEnd(
  db: Kysely<Database>,
  spans: readonly (PieceSpan & { readonly ends_at: string })[],
): Promise<ReadonlyMap<string, readonly OpenAtEnd[]>> {
  const asking = await askingDocuments(db, spans)
  if (asking.length === 0) return new Map()
  const later = new Map<string, number>()
  for (const { account, document, amount } of await laterAllocations(db, spans)) {
    later.set(`${account} ${document}`, Number(amount))
  }
  const open = asking.flatMap(({ account, number, open: now }) => {
    const amount = now + (later.get(`${account} ${number}`) ?? 0)
    return amount > 0 ? [{ account, number: number as DocumentNumber, amount: amount as MinorUnits }] : []
  })
  return Map.groupBy(open, ({ account }) => account)
}

function askingDocuments(db: Kysely<Database>, spans: readonly PieceSpan[]) {
  return db
    .selectFrom('asking_document')
    .select(['account', 'number', 'open'])
    .where(
      'account',
      'in',
      textList(
        dialectOf(db),
        spans.map(({ account }) => account),
      ),
    )
    .orderBy('account')
    .orderBy('issued_on')
    .orderBy('number')
    .execute()
}

async function laterAllocations(
  db: Kysely<Database>,
  spans: readonly (PieceSpan & { readonly ends_at: string })[],
): Promise<readonly { account: string; document: string; amount: number }[]> {
  const earliest = spans.map(({ ends_at }) => ends_at).toSorted()[0] ?? ''
  const { rows } = await sql<{ account: string; document: string; amount: number }>`
    select a.account, a.document, sum(a.amount) as amount
    from ${spanRows(dialectOf(db), spans)} as p
    join allocation a on a.account = p.account and a.at >= ${earliest}
    join journal_entry e on e.account = a.account and e.seq = a.credit
    left join journal_entry r on r.account = a.account and r.reverses = a.credit and a.amount < 0
    where ${isAfterPiece('coalesce(r.posted_on, e.posted_on)', 'coalesce(r.posted_at, e.posted_at)')}
    group by a.account, a.document`.execute(db)
  return rows
}

function isAfterPiece(postedOn: string, postedAt: string) {
  return sql<boolean>`(${sql.raw(postedOn)} > p.to_day or (p.cut_until is not null and ${sql.raw(postedAt)} >= p.cut_until))`
}
