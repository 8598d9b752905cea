import { invariant } from '../../core/base/invariant.ts'
import type {
  BalanceRequest,
  CreditNote,
  Invoice,
  PrintedDocument,
  Quote,
  Receipt,
  Statement,
} from '../../core/billing/document.ts'
import { type LedgerUse, lineOfUse, taxLines } from '../../core/billing/document-lines.ts'
import { documentNumber } from '../../core/billing/document-number.ts'
import {
  type AccountSums,
  type IssuerParty,
  NO_OTHER_MOVEMENTS,
  type RecipientParty,
} from '../../core/billing/document-parts.ts'
import { type IsoDate, isoDate } from '../../core/calendar/iso-date.ts'
import type { DomainName } from '../../core/domains/domain-name.ts'
import type { MinorUnits } from '../../core/money/money.ts'

export const yen = (amount: number) => amount as MinorUnits

export const issuer: IssuerParty = {
  name: '株式会社みなとネットワークス',
  registrationNumber: 'T7123456789012',
  postalCode: '105-0001',
  address: '東京都港区虎ノ門1-2-3\n虎ノ門サンプルビル8階',
  phone: '03-1234-5678',
  email: 'billing@minato.example',
  bankAccount: {
    bankCode: '0001',
    bankName: 'みずほ銀行',
    branchCode: '001',
    branchName: '東京営業部',
    type: 'ordinary',
    number: '1234567',
    holder: 'ｶ)ﾐﾅﾄﾈﾂﾄﾜ-ｸｽ',
  },
}

export const recipient: RecipientParty = {
  account: 'main',
  name: 'みずほし商事株式会社',
  honorific: '御中',
  department: '情報システム部',
  postalCode: '530-0001',
  address: '大阪府大阪市北区梅田1-1-1',
  registrationNumber: 'T9999999999999',
}

const SUFFIXES = ['co.jp', 'jp', 'com', 'net', 'tokyo', 'org'] as const
const PRICES = [4_950, 3_850, 1_980, 2_200, 1_320, 2_090] as const

/** One charge, to be changed where a test cares. */
export function use(change: Partial<Omit<LedgerUse, 'domain'>> & { readonly domain?: string | null } = {}): LedgerUse {
  const { domain = 'example.jp', ...rest } = change
  const occurredOn = rest.occurredOn ?? isoDate('2026-11-10')
  return {
    entry: 1,
    occurredOn,
    ratedOn: occurredOn,
    amount: yen(1_000),
    rateCode: 'standard',
    detail: { operation: 'renew', years: 1 },
    ...rest,
    domain: domain as DomainName | null,
  }
}

/** So many ordinary charges of November 2026. */
export function uses(count: number): LedgerUse[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = index % SUFFIXES.length
    const years = index % 11 === 3 ? 2 : 1
    return use({
      entry: index + 1,
      occurredOn: isoDate(`2026-11-${String(1 + Math.floor((index * 30) / count)).padStart(2, '0')}`),
      amount: yen((PRICES[kind] ?? 0) * years),
      domain: `${index % 4 === 0 ? 'mizuhoshi' : 'sample'}-${index + 1}.${SUFFIXES[kind]}`,
      detail: { operation: index % 5 === 2 ? 'register' : 'renew', years },
    })
  })
}

const NOVEMBER = { from: isoDate('2026-11-01'), to: isoDate('2026-11-30') }
const ISSUED = isoDate('2026-12-01')

const head = { revision: 1, issuedOn: ISSUED, issuer, recipient, note: null } as const

function sumsOf(thisUse: number, prepaid: number, change: Partial<AccountSums> = {}): AccountSums {
  return {
    previousRequest: yen(0),
    payments: yen(prepaid),
    carriedOver: yen(-prepaid),
    thisUse: yen(thisUse),
    alreadyRequested: { amount: yen(0), numbers: [] },
    thisRequest: yen(Math.max(0, thisUse - prepaid)),
    prepaidBefore: yen(0),
    otherMovements: NO_OTHER_MOVEMENTS,
    ...change,
  }
}

export type PrintedInvoice = Extract<PrintedDocument, { readonly kind: 'invoice' }>
export type PrintedStatement = Extract<PrintedDocument, { readonly kind: 'statement' }>

/** An invoice over charges, of which the balance paid a part. */
export function invoice(charged: readonly LedgerUse[], prepaid = 0, change: Partial<Invoice> = {}): PrintedInvoice {
  const taxed = taxLines(charged.map(lineOfUse))
  const document: Invoice = {
    kind: 'invoice',
    anchors: null,
    number: documentNumber('invoice', 2026, 123),
    ...head,
    ...taxed,
    period: NOVEMBER,
    sums: sumsOf(taxed.total, prepaid),
    prepaid: yen(prepaid),
    amountDue: yen(taxed.total - prepaid),
    payment: {
      method: 'bankTransfer',
      terms: 'corporate',
      dueOn: isoDate('2027-01-04'),
      nominalDueOn: isoDate('2026-12-31'),
    },
    ...change,
  }
  invariant(document.lines !== 'ledger', 'the lines are at hand')
  return { ...document, lines: document.lines }
}

export function statement(charged: readonly LedgerUse[], change: Partial<Statement> = {}): PrintedStatement {
  const taxed = taxLines(charged.map(lineOfUse))
  const document: Statement = {
    kind: 'statement',
    anchors: null,
    number: documentNumber('statement', 2026, 45),
    ...head,
    ...taxed,
    period: NOVEMBER,
    sums: sumsOf(taxed.total, taxed.total, { payments: yen(0), prepaidBefore: yen(taxed.total) }),
    prepaid: taxed.total,
    ...change,
  }
  invariant(document.lines !== 'ledger', 'the lines are at hand')
  return { ...document, lines: document.lines }
}

export function balanceRequest(amount: number, change: Partial<BalanceRequest> = {}): BalanceRequest {
  return {
    kind: 'balanceRequest',
    anchors: null,
    number: documentNumber('balanceRequest', 2026, 7),
    ...head,
    period: NOVEMBER,
    sums: sumsOf(0, 0, {
      previousRequest: yen(12_000),
      payments: yen(12_000 - amount),
      carriedOver: yen(amount),
      thisRequest: yen(amount),
    }),
    amountDue: yen(amount),
    payment: {
      method: 'bankTransfer',
      terms: 'standard',
      dueOn: isoDate('2026-12-15'),
      nominalDueOn: isoDate('2026-12-15'),
    },
    ...change,
  }
}

export function creditNote(returned: readonly LedgerUse[], change: Partial<CreditNote> = {}): CreditNote {
  return {
    kind: 'creditNote',
    number: documentNumber('creditNote', 2026, 3),
    ...head,
    ...taxLines(returned.map(lineOfUse)),
    returnedOn: isoDate('2026-12-08'),
    issuedOn: isoDate('2026-12-08') as IsoDate,
    original: { number: documentNumber('invoice', 2026, 123), issuedOn: ISSUED, period: NOVEMBER },
    ...change,
  }
}

export function quote(planned: readonly LedgerUse[], change: Partial<Quote> = {}): Quote {
  const lines = planned.map(lineOfUse).map((line) => ({ ...line, suppliedOn: null, entry: null }))
  return {
    kind: 'quote',
    number: documentNumber('quote', 2026, 19),
    ...head,
    ...taxLines(lines),
    subject: 'ドメイン更新(2027年1月分)',
    validUntil: isoDate('2026-12-31'),
    terms: 'corporate',
    ...change,
  }
}

export function receipt(amount: number, change: Partial<Receipt> = {}): Receipt {
  return {
    kind: 'receipt',
    number: documentNumber('receipt', 2026, 11),
    ...head,
    receivedOn: isoDate('2026-11-25'),
    amount: yen(amount),
    method: 'bankTransfer',
    entry: 12,
    paid: [{ number: documentNumber('invoice', 2026, 98), amount: yen(amount) }],
    ...change,
  }
}
