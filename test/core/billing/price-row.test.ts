import { describe, expect, it } from 'vitest'
import { type PriceCells, parsePrice, priceFieldOf, readPriceRow } from '../../../core/billing/price-row.ts'
import { isoDate } from '../../../core/calendar/iso-date.ts'

const TODAY = isoDate('2026-11-23')
const CELLS: PriceCells = {
  suffix: 'co.jp',
  operation: 'renew',
  years: '2',
  amount: '7,700',
  currency: 'JPY',
  from: '2027/01/01',
}

describe('a row of a price file', () => {
  it.each<[string, PriceCells, object]>([
    ['as exported', CELLS, { suffix: 'co.jp', operation: 'renew', years: 2, amount: 7700, from: '2027-01-01' }],
    ['with a dot, capitals and blanks', { ...CELLS, suffix: ' .CO.JP ' }, { suffix: 'co.jp' }],
    ['in full width', { ...CELLS, amount: '￥７７００', years: '２' }, { amount: 7700, years: 2 }],
    ['with the operation in Japanese', { ...CELLS, operation: '更新' }, { operation: 'renew' }],
    ['without years and day', { suffix: 'com', operation: 'register', amount: '1980' }, { years: 1, from: TODAY }],
    ['without an amount, which ends the price', { ...CELLS, amount: '' }, { amount: null }],
    ['with an internationalised suffix', { ...CELLS, suffix: '公司.cn' }, { suffix: 'xn--55qx5d.cn' }],
  ])('is read %s', (_, cells, expected) => {
    expect(readPriceRow(cells, TODAY)).toMatchObject({ ok: true, value: expected })
  })

  it.each<[string, PriceCells, string]>([
    ['a private suffix', { ...CELLS, suffix: 'github.io' }, 'bad_suffix'],
    ['a domain name', { ...CELLS, suffix: 'example.jp' }, 'bad_suffix'],
    ['no suffix', { ...CELLS, suffix: '' }, 'bad_suffix'],
    ['an operation that is none', { ...CELLS, operation: 'park' }, 'unknown_operation'],
    ['no years', { ...CELLS, years: '0' }, 'bad_years'],
    ['half a year', { ...CELLS, years: '1.5' }, 'bad_years'],
    ['more years than are sold', { ...CELLS, years: '11' }, 'bad_years'],
    ['years in words', { ...CELLS, years: 'two' }, 'bad_years'],
    ['decimals, which yen does not have', { ...CELLS, amount: '1980.50' }, 'bad_amount'],
    ['a negative amount', { ...CELLS, amount: '-100' }, 'bad_amount'],
    ['nothing to pay', { ...CELLS, amount: '0' }, 'bad_amount'],
    ['a huge amount', { ...CELLS, amount: '100000001' }, 'bad_amount'],
    ['words as amount', { ...CELLS, amount: 'free' }, 'bad_amount'],
    ['another currency', { ...CELLS, currency: 'USD' }, 'bad_currency'],
    ['another currency’s sign', { ...CELLS, currency: '', amount: '$19' }, 'bad_currency'],
    ['an impossible day', { ...CELLS, from: '2027-02-30' }, 'bad_day'],
  ])('is refused with %s', (_, cells, code) => {
    expect(readPriceRow(cells, TODAY)).toEqual({ ok: false, error: code })
  })

  it('has its columns named in either language', () => {
    const headers = ['Suffix', 'ドメインの種類', '手続き', '料金（税込）', '適用開始日', 'note']
    expect(headers.map(priceFieldOf)).toEqual(['suffix', 'suffix', 'operation', 'amount', 'from', null])
  })
})

describe('a price in the body of a request', () => {
  it.each([
    ['1000', true],
    ['1000.00', true],
    ['1000.5', false],
    ['-1', false],
    ['0', false],
    ['1e3', false],
    ['', false],
    ['999999999999', false],
  ])('%s is taken: %s', (text, isTaken) => {
    expect(parsePrice(text).ok).toBe(isTaken)
  })
})
