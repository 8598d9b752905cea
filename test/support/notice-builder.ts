import { addDays, isoDate, isoMonthSchema, parseInstant } from '../../core/calendar/iso-date.ts'
import type { DomainName } from '../../core/domains/domain-name.ts'
import { currencySchema, type MinorUnits, type Money } from '../../core/money/money.ts'
import { type NoticeDocument, type NoticeRow, sumNoticeRows } from '../../core/renewal/notice-document.ts'

export const money = (minor: number, currency = 'JPY'): Money => ({
  minor: minor as MinorUnits,
  currency: currencySchema.parse(currency),
})

type RowChange = Partial<Omit<NoticeRow, 'name'>> & { readonly name?: string }

/** A row of a notice, to be changed where a test cares. */
export function noticeRow({ name: text = 'example.jp', ...change }: RowChange = {}): NoticeRow {
  const name = text as DomainName
  return {
    name,
    unicodeName: name,
    expiresOn: isoDate('2027-01-31'),
    decideBy: isoDate('2027-01-24'),
    mode: 'renew',
    scope: 'account',
    price: money(3980),
    department: '情報システム部',
    tags: [],
    ...change,
  }
}

/** So many ordinary rows, spread over the 90 days from 1 November 2026. */
export function noticeRows(count: number): NoticeRow[] {
  return Array.from({ length: count }, (_, index) => {
    const expiresOn = addDays(isoDate('2026-11-01'), index % 91)
    const mode = index % 5 === 0 ? 'expire' : 'renew'
    return noticeRow({ name: `example-${index}.co.jp`, expiresOn, decideBy: addDays(expiresOn, -7), mode })
  })
}

export function noticeDocument(rows: readonly NoticeRow[], change: Partial<NoticeDocument> = {}): NoticeDocument {
  const madeAt = parseInstant('2026-11-01T00:05:00+09:00')
  if (!madeAt) throw new Error('not an instant')
  return {
    accountId: 'main',
    accountName: '株式会社みらい',
    month: isoMonthSchema.parse('2026-11'),
    madeAt,
    timeZone: 'Asia/Tokyo',
    windowFrom: isoDate('2026-11-01'),
    windowTo: isoDate('2027-01-30'),
    language: 'ja',
    sums: sumNoticeRows(rows),
    total: rows.length,
    rows,
    ...change,
  }
}
