import { describe, expect, it } from 'vitest'
import type { Currency } from '../../../../core/money/money.ts'
import { candidateReader } from '../../../../core/portfolio/import/candidate-reader.ts'
import type { CellRules } from '../../../../core/portfolio/import/cell-rules.ts'
import type { ImportField } from '../../../../core/portfolio/import/import-field.ts'

const USD = 'USD' as Currency
const JPY = 'JPY' as Currency

const RULES: CellRules = {
  dates: {},
  hasUtcDays: false,
  prices: { $: USD, '¥': JPY, bare: null },
}

function read(row: Partial<Record<ImportField, string>>, rules: CellRules = RULES) {
  const fields = Object.keys(row) as ImportField[]
  const mapping = Object.fromEntries(fields.map((field, index) => [field, index]))
  return candidateReader(mapping, rules)(fields.map((field) => row[field] ?? ''))
}

function taken(row: Partial<Record<ImportField, string>>, rules: CellRules = RULES) {
  const result = read({ name: 'example.com', ...row }, rules)
  if (!result.ok) throw new Error(`refused: ${result.error.code}`)
  return result.value
}

describe('the name of a row', () => {
  it.each([
    ['Example.COM.', 'example.com'],
    ['  ｅｘａｍｐｌｅ．ｊｐ ', 'example.jp'],
    ['日本語.jp', 'xn--wgv71a119e.jp'],
  ])('%j is %s', (text, name) => {
    expect(taken({ name: text }).name).toBe(name)
  })

  it('is completed by the column of its suffix where it has none', () => {
    expect(taken({ name: 'example', suffix: '.co.jp' }).name).toBe('example.co.jp')
    expect(taken({ name: 'example.com', suffix: 'com' }).name).toBe('example.com')
  })

  it.each([
    ['', 'no_name'],
    ['www.example.com', 'sub_domain'],
    ['co.jp', 'bare_suffix'],
    ['me.github.io', 'private_suffix'],
    ['=HYPERLINK("http://x.com")', 'not_a_domain'],
    ['合計', 'not_a_domain'],
  ])('%j is refused as %s', (name, code) => {
    expect(read({ name })).toMatchObject({ ok: false, error: { code, field: 'name' } })
  })

  it('is refused with the name that a sub-domain belongs to', () => {
    expect(read({ name: 'www.example.co.jp' })).toMatchObject({ ok: false, error: { registrable: 'example.co.jp' } })
  })
})

describe('the dates of a row', () => {
  it('are refused with column and value when they are none', () => {
    expect(read({ name: 'a.com', registryExpiresOn: '2027-02-30' })).toMatchObject({
      ok: false,
      error: { code: 'impossible_date', field: 'registryExpiresOn', value: '2027-02-30' },
    })
  })

  it('show the text’s day and keep the instant of the timestamp column', () => {
    const candidate = taken({ registryExpiresOn: '2026/04/25 07:59 PRC', registryExpiresAt: '1777075199000' })
    expect([candidate.registryExpiresOn, candidate.registryExpiresAt]).toEqual([
      '2026-04-25',
      '2026-04-24T23:59:59.000Z',
    ])
  })

  it('say nothing when the cell is empty', () => {
    expect(taken({ registryExpiresOn: '' }).registryExpiresOn).toBeNull()
  })
})

describe('the other cells of a row', () => {
  it.each([
    ['On', 'on'],
    ['1', 'on'],
    ['YES', 'on'],
    ['TRUE', 'on'],
    ['auto renew', 'on'],
    ['する', 'on'],
    ['○', 'on'],
    ['ＯＮ', 'on'],
    ['OFF', 'off'],
    ['0', 'off'],
    ['do not renew', 'off'],
    ['更新しない', 'off'],
    ['×', 'off'],
    ['', null],
    ['不明', null],
  ])('auto-renew %j is %s', (text, expected) => {
    expect(taken({ registrarAutoRenew: text }).registrarAutoRenew).toBe(expected)
  })

  it('are left out with a warning when nobody can tell what they mean, and the row is taken', () => {
    const candidate = taken({
      registrarAutoRenew: 'perhaps',
      price: 'ask us',
      nameServers: 'ns1.x.net foo',
      holding: '?',
    })
    expect(candidate.registrarAutoRenew).toBeNull()
    expect(candidate.nameServers).toEqual(['ns1.x.net'])
    expect(candidate.warnings).toEqual([
      { field: 'registrarAutoRenew', code: 'unknown_word', value: 'perhaps' },
      { field: 'nameServers', code: 'bad_name_server', value: 'foo' },
      { field: 'price', code: 'bad_price', value: 'ask us' },
      { field: 'holding', code: 'unknown_word', value: '?' },
    ])
  })

  it.each([
    ['$ 18.99', 1899, 'USD'],
    ['$1,234.56', 123456, 'USD'],
    ['18,99 €', 1899, 'EUR'],
    ['€ 1.234,50', 123450, 'EUR'],
    ['￥３，９８０', 3980, 'JPY'],
    ['3,980円', 3980, 'JPY'],
    ['7,700円（税込）', 7700, 'JPY'],
    ['US$ 10', 1000, 'USD'],
    ['CHF 12.-', 1200, 'CHF'],
    ["12'000.50 CHF", 1200050, 'CHF'],
  ])('price %s is %i %s', (text, minor, currency) => {
    expect(taken({ price: text }).price).toEqual({ minor, currency })
  })

  it('take the currency column before the sign', () => {
    expect(taken({ price: '$10', priceCurrency: 'cad' }).price).toEqual({ minor: 1000, currency: 'CAD' })
    expect(taken({ price: '2', priceCurrency: 'GBP' }).price).toEqual({ minor: 200, currency: 'GBP' })
  })

  it('have no price where its currency is unknown, left out by answer, or has no such decimals', () => {
    expect(taken({ price: '10' })).toMatchObject({ price: null, warnings: [{ code: 'currency_unknown' }] })
    const skip = { ...RULES, prices: { ...RULES.prices, bare: 'skip' as const } }
    expect(taken({ price: '10' }, skip)).toMatchObject({ price: null, warnings: [] })
    expect(taken({ price: '¥10.50' })).toMatchObject({ price: null, warnings: [{ code: 'bad_price' }] })
    expect(taken({ price: '-5 USD' })).toMatchObject({ price: null, warnings: [{ code: 'bad_price' }] })
  })

  it('take 0 as "not set"', () => {
    expect(taken({ price: '$0.00' }).price).toBeNull()
    expect(taken({ price: '0円' }).price).toBeNull()
  })

  it.each([
    ['ns1.example.net ns2.example.net', ['ns1.example.net', 'ns2.example.net']],
    ['NS1.Example.NET.|ns2.example.net', ['ns1.example.net', 'ns2.example.net']],
    ['NS: ns1.example.net', ['ns1.example.net']],
    ['ns1.example.net (192.0.2.1)', ['ns1.example.net']],
    ['N/A', null],
  ])('name servers %s', (text, expected) => {
    expect(taken({ nameServers: text }).nameServers).toEqual(expected)
  })

  it('join name servers of several columns', () => {
    expect(taken({ nameServers: 'ns1.x.net', nameServers2: '', nameServers3: 'ns3.x.net' }).nameServers).toEqual([
      'ns1.x.net',
      'ns3.x.net',
    ])
  })

  it('read locks from their column, from EPP statuses, and from the registry’s own columns', () => {
    expect(taken({ lockTransfer: 'Locked' }).locks.transfer).toBe(true)
    expect(taken({ lockTransfer: 'Unlocked' }).locks.transfer).toBe(false)
    expect(taken({ statuses: 'client transfer prohibited, clientDeleteProhibited' })).toMatchObject({
      statuses: ['clientTransferProhibited', 'clientDeleteProhibited'],
      locks: { transfer: true, update: false, delete: true, renew: false },
    })
    expect(taken({ statuses: 'Active' })).toMatchObject({ statuses: ['Active'], locks: { transfer: null } })
    expect(taken({ serverDeleteProhibited: 'true', serverUpdateProhibited: 'false' }).statuses).toEqual([
      'serverDeleteProhibited',
    ])
  })

  it('keep tags whole and once, and leave placeholders out', () => {
    expect(taken({ tags: 'Brand Sites;Keep;Brand Sites, ' }).tags).toEqual(['Brand Sites', 'Keep'])
    expect(taken({ tags: '(no folder)' }).tags).toBeNull()
  })

  it('keep formulas as the text they are, and take the guard of our own exports off', () => {
    expect(taken({ note: '=1+1' }).note).toBe('=1+1')
    expect(taken({ note: "'=1+1" }).note).toBe('=1+1')
    expect(taken({ note: "'tis fine" }).note).toBe("'tis fine")
  })

  it('leave texts out that are longer than what is kept', () => {
    expect(taken({ department: 'x'.repeat(201) })).toMatchObject({ department: null, warnings: [{ code: 'too_long' }] })
  })
})
