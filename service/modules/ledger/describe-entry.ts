import type { z } from 'zod'
import type * as contract from '../../../core/contract/http/ledger.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import type { BillingProfileRow, IssuerRow } from '../billing-profile/billing-profile.repository.ts'
import { overdraftOf } from '../billing-profile/overdraft.ts'
import { readBankAccount } from '../billing-profile/stored-bank-account.ts'
import type { AnnouncementRow } from './announcements.repository.ts'
import type { ListedEntry } from './ledger.queries.ts'
import type { BookRow } from './ledger.repository.ts'

type Entry = z.input<typeof contract.entrySchema>

export function describeEntry(row: ListedEntry) {
  return {
    seq: row.seq,
    kind: row.kind,
    occurredOn: row.occurred_on,
    postedOn: row.posted_on,
    postedAt: row.posted_at,
    amount: wireYen(row.amount),
    balance: wireYen(row.balance),
    person: row.person_name,
    reference: row.reference,
    domain: row.domain,
    detail: JSON.parse(row.detail) as Entry['detail'],
    reverses: row.reverses,
    reversedBy: row.reversed_by,
    document: row.document,
    statement: row.statement,
    allocations: row.allocations.map(({ document, amount }) => ({ document, amount: wireYen(amount) })),
    postings: row.postings.map(({ ledger, amount }) => ({ ledger, amount: wireYen(amount) })),
    hash: row.hash,
  }
}

export function describeBalance(book: BookRow, profile: BillingProfileRow, issuer: IssuerRow) {
  const { low_balance_at: lowAt } = profile
  const available = book.balance - book.held
  return {
    balance: wireYen(book.balance),
    available: wireYen(available),
    holds: wireYen(book.held),
    open: wireYen(book.open),
    overdraft: describeOverdraft(profile),
    lowBalanceAt: lowAt === null ? null : wireYen(lowAt),
    isLow: lowAt !== null && available < lowAt,
    payTo: { name: issuer.name, bankAccount: readBankAccount(issuer.bank_account) },
  }
}

export function describeAnnouncement(row: AnnouncementRow, person: string | null) {
  const { id, state, method, document } = row
  return { id, state, amount: wireYen(row.amount), method, invoice: document, person, createdAt: row.created_at }
}

export function describeOverdraft(profile: BillingProfileRow) {
  const overdraft = overdraftOf(profile)
  switch (overdraft.policy) {
    case 'none':
      return { policy: overdraft.policy }
    case 'provisional':
      return { policy: overdraft.policy, until: overdraft.until }
    case 'corporate':
      return { policy: overdraft.policy, limit: wireYen(overdraft.limit) }
  }
}
