import { type Kysely, sql } from 'kysely'
import { movementOf } from '../../../core/billing/closing.ts'
import type { DocumentNumber } from '../../../core/billing/document-number.ts'
import type { OtherMovements } from '../../../core/billing/document-parts.ts'
import type { LineTax } from '../../../core/billing/tax.ts'
import { taxPercentOn, taxRateCodeOf } from '../../../core/billing/tax-rate.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { EntryKind } from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { isInPiece, isLine, type PieceSpan, ratesSince, spanRows, takingBack } from './piece-entries.ts'

/** What the entries of a piece come to. */
export type PieceSums = {
  /** Use by rate, tax included. */
  readonly rates: readonly (LineTax & { readonly total: MinorUnits })[]
  readonly lines: number
  readonly opening: number
  readonly other: number
  /** Of `other`, what is no money that came in. */
  readonly otherMovements: OtherMovements
}

type SumRow = {
  account: string
  kind: EntryKind
  /** The kind of the entry that is taken back. */
  taken_kind: EntryKind | null
  is_line: number
  rate_code: string | null
  /** A day whose rates are those of the day of supply. */
  rated_on: string
  sum: number
  n: number
}

/** The sums of many pieces, two statements for all. Accounts without entries are left out. */
export async function sumPieces(
  db: Kysely<Database>,
  spans: readonly PieceSpan[],
): Promise<ReadonlyMap<string, PieceSums>> {
  const rows = [...(await sumPlainEntries(db, spans)), ...(await listTakingBack(db, spans))]
  const groups = Map.groupBy(rows, ({ account }) => account)
  return new Map([...groups].map(([account, own]) => [account, toSums(own)]))
}

/** Entries that take nothing back, which is nearly all. */
async function sumPlainEntries(db: Kysely<Database>, spans: readonly PieceSpan[]): Promise<readonly SumRow[]> {
  const { rows } = await sql<SumRow>`
    select account, kind, null as taken_kind, case when kind = 'charge' then 1 else 0 end as is_line, rate_code, rated_on,
      sum(amount) as sum, count(*) as n
    from (
      select e.account, e.kind, e.rate_code, ${ratesSince(sql`e.occurred_on`)} as rated_on, e.amount
      from ${spanRows(dialectOf(db), spans)} as p
      join journal_entry e on e.account = p.account and e.posted_on >= p.from_day and e.posted_on <= p.to_day
      where e.amount <> 0 and e.reverses is null and ${isInPiece('e', 'p')}
    ) as taken
    group by account, kind, rate_code, rated_on`.execute(db)
  return rows
}

/** Entries that take another back, one by one: whether they are lines depends on what they take back. */
async function listTakingBack(db: Kysely<Database>, spans: readonly PieceSpan[]): Promise<readonly SumRow[]> {
  const { rows } = await sql<SumRow>`
    select e.account, e.kind, (select t.kind from journal_entry t where t.account = e.account and t.seq = e.reverses)
      as taken_kind, case when ${isLine} then 1 else 0 end as is_line, e.rate_code,
      coalesce(c.occurred_on, e.occurred_on) as rated_on, e.amount as sum, 1 as n
    from ${spanRows(dialectOf(db), spans)} as p
    cross join ${takingBack(dialectOf(db))}
    left join journal_entry c on c.account = e.account and c.seq = e.reverses and c.kind = 'charge'
    where e.account = p.account and e.reverses is not null and e.amount <> 0 and ${isInPiece('e', 'p')}`.execute(db)
  return rows
}

function toSums(rows: readonly SumRow[]): PieceSums {
  const lines = rows.filter((row) => Number(row.is_line) === 1)
  const others = rows.filter((row) => Number(row.is_line) === 0)
  const sum = (own: readonly SumRow[]) => own.reduce((total, row) => total + Number(row.sum), 0)
  const later = others.filter(({ kind }) => kind !== 'openingBalance')
  const moved = (movement: keyof OtherMovements) =>
    sum(later.filter(({ kind, taken_kind }) => movementOf(kind, taken_kind) === movement))
  return {
    rates: lines.map(({ rate_code, rated_on, sum: total }) => {
      const code = taxRateCodeOf(rate_code)
      return { code, percent: taxPercentOn(code, rated_on as IsoDate), total: (0 - Number(total)) as MinorUnits }
    }),
    lines: lines.reduce((count, { n }) => count + Number(n), 0),
    opening: sum(others.filter(({ kind }) => kind === 'openingBalance')),
    other: sum(later),
    otherMovements: {
      bounced: (0 - moved('bounced')) as MinorUnits,
      refunded: (0 - moved('refunded')) as MinorUnits,
      adjusted: moved('adjusted') as MinorUnits,
    },
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
