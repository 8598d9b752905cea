import { can } from '../../../core/access/can.ts'
import { invariant } from '../../../core/base/invariant.ts'
import * as contract from '../../../core/contract/http/ledger.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import { entryKindSchema } from '../../../core/ledger/entry.ts'
import type { Deps } from '../../deps.ts'
import { readAnchor } from '../../http/anchor.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import { type AccountCaller, type Handled, handle, json, noContent } from '../../http/handle.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { MAIN_ISSUER, readBillingProfile, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { nextChange } from '../changes/change-sequence.ts'
import * as announcements from './announcements.repository.ts'
import { describeAnnouncement, describeBalance, describeEntry } from './describe-entry.ts'
import { countEntries, type EntryFilter, listEntries } from './ledger.queries.ts'
import { issuerBook, readBook } from './ledger.repository.ts'
import { adjust, announceMoney, bookMoney, bounce, correct, type MoneyIn, refund } from './money-in.ts'
import { verifyLedger } from './verify-ledger.ts'

export function ledgerRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.getBalance, async ({ by }) => json(200, await readBalance(deps, by.account))),
    handle(contract.listLedger, async ({ by, query }) => json(200, await readLedger(deps, by.account, query))),
    handle(contract.listIssuerLedger, async ({ query }) =>
      json(200, await readLedger(deps, issuerBook(MAIN_ISSUER), query)),
    ),
    handle(contract.verifyLedger, async ({ by, query }) => {
      const found = await verifyLedger(deps.storage.read, by.account, readAnchor(query.anchor))
      if (!found) throw notFound()
      return json(200, { ok: found.brokenAt === null, ...found })
    }),
    handle(contract.postDeposit, ({ by, body }) => takeIn(deps, by, { kind: 'deposit', ...body })),
    handle(contract.postPayment, ({ by, body }) => takeIn(deps, by, { kind: 'payment', ...body })),
    handle(contract.listAnnouncements, async ({ by }) => {
      const rows = await announcements.listAnnouncements(deps.storage.read, by.account)
      return json(200, { items: rows.map((row) => describeAnnouncement(row, row.person_name)) })
    }),
    handle(contract.deleteAnnouncement, async ({ by, params }) => {
      await deps.storage.transact(async (trx) => {
        await nextChange(trx, by.account, 'billing')
        await announcements.withdraw(trx, by.account, params.id)
      })
      deps.events.nudge(by.account)
      return noContent
    }),
    handle(contract.postRefund, ({ by, body }) => refund(deps, by, body)),
    handle(contract.bounceEntry, ({ by, params, body }) => bounce(deps, by, params.seq, body.reason, body.occurredOn)),
    handle(contract.correctEntry, ({ by, params, body }) => correct(deps, by, params.seq, body.reason)),
    handle(contract.postAdjustment, ({ by, body: { direction, amount, ...change } }) =>
      adjust(deps, by, { ...change, amount: direction === 'credit' ? amount : -amount }),
    ),
  ]
}

async function readBalance(deps: Deps, account: string) {
  const book = await readBook(deps.storage.read, account)
  invariant(book, 'every account has a book')
  const profile = await readBillingProfile(deps.storage.read, account)
  return describeBalance(book, profile, await readIssuer(deps.storage.read, profile.issuer))
}

/** Money arrives only through an operator; what anybody else reports is an announcement. */
async function takeIn(deps: Deps, by: AccountCaller, money: MoneyIn) {
  if (can(by.actor, 'operator.money')) return bookMoney(deps, by, money)
  if (!can(by.actor, 'billing.manage')) throw new Refusal('forbidden')
  return announceMoney(deps, by, money)
}

type LedgerQuery = Parameters<Parameters<typeof handle<typeof contract.listLedger>>[1]>[0]['query']

async function readLedger(deps: Deps, account: string, query: LedgerQuery) {
  const db = deps.storage.read
  const filter = readFilter(query)
  const sort = query.sort ?? '-seq'
  const limit = query.limit ?? DEFAULT_LIMIT
  const page = { descending: sort === '-seq', after: readCursor(sort, query.cursor), offset: query.offset ?? 0, limit }
  const rows = await listEntries(db, account, filter, { ...page, limit: limit + 1 })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(describeEntry),
    nextCursor: last ? encodeCursor(`ledger ${sort}`, [last.seq]) : null,
    total: await countEntries(db, account, filter),
  }
}

function readFilter(query: LedgerQuery): EntryFilter {
  const kinds = (query.kind ?? []).map((kind) => {
    const parsed = entryKindSchema.safeParse(kind)
    if (parsed.success) return parsed.data
    const detail = `There is no kind of entry "${kind}".`
    throw new Refusal('bad_request', { detail, errors: [{ pointer: '?kind', code: 'bad_value', detail }] })
  })
  const { from = null, to = null, domain = null, reference = null, document = null } = query
  return { kinds, from, to, domain, reference, document }
}

function readCursor(sort: string, cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  const [seq] = decodeCursor(`ledger ${sort}`, cursor)
  if (typeof seq !== 'number') throw new Refusal('bad_cursor')
  return seq
}
