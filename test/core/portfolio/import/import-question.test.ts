import { describe, expect, it } from 'vitest'
import { type ImportAnswers, settleImport } from '../../../../core/portfolio/import/import-question.ts'
import { recogniseTable } from '../../../../core/portfolio/import/recognise-table.ts'
import { collectEvidence } from '../../../../core/portfolio/import/table-evidence.ts'

function settle(lines: readonly string[], answers: ImportAnswers = {}, isMappingConfirmed = false) {
  const rows = lines.map((line) => line.split(','))
  const table = recogniseTable(rows)
  const collector = collectEvidence(table.mapping)
  for (const row of rows.slice((table.headerIndex ?? -1) + 1)) collector.add(row)
  const { format, columns, mapping } = table
  return settleImport({ format, columns, mapping, isMappingConfirmed, evidence: collector.evidence(), answers })
}

describe('what a file leaves open', () => {
  it('is nothing where the values say it', () => {
    const { questions, rules } = settle(['domain,expiry date', 'a.com,25/12/2027', 'b.com,03/04/2027'])
    expect(questions).toEqual([])
    expect(rules.dates.registryExpiresOn).toEqual({ order: 'dayFirst', century: null })
  })

  it('is the order of a column whose dates all fit both orders', () => {
    const lines = ['domain,expiry date', 'a.com,03/04/2027', 'b.com,05/06/2027']
    expect(settle(lines).questions).toEqual([
      {
        id: 'dateOrder:1',
        kind: 'dateOrder',
        column: 1,
        options: ['dayFirst', 'monthFirst'],
        suggested: null,
        samples: ['03/04/2027', '05/06/2027'],
      },
    ])
    const answered = settle(lines, { 'dateOrder:1': 'monthFirst' })
    expect(answered.questions).toEqual([])
    expect(answered.rules.dates.registryExpiresOn?.order).toBe('monthFirst')
  })

  it('stays open when the answer is none of the options', () => {
    const lines = ['domain,expiry date', 'a.com,03/04/2027']
    expect(settle(lines, { 'dateOrder:1': 'sideways' }).questions).toHaveLength(1)
  })

  it('is asked for each column on its own', () => {
    const lines = ['domain,created,expires', 'a.com,03/04/2020,25/12/2027']
    expect(settle(lines).questions.map((question) => question.id)).toEqual(['dateOrder:1'])
  })

  it('is the century of years with two digits', () => {
    const lines = ['domain,expires', 'a.com,22-Apr-25']
    expect(settle(lines).questions).toMatchObject([{ id: 'century:1', options: ['2000', '1970'] }])
    expect(settle(lines, { 'century:1': '2000' }).questions).toEqual([])
    expect(settle(lines, { 'century:1': 2000 }).questions).toEqual([])
  })

  it('is the order of old GoDaddy dates only where no value decides it', () => {
    const header = 'Domain Name,Expiration Date,Auto-renew,Status'
    expect(settle([header, 'a.com,12/31/2026,On,Active']).questions).toEqual([])
    expect(settle([header, 'a.com,01/02/2027,On,Active']).questions).toMatchObject([{ suggested: 'monthFirst' }])
  })

  it('is not the order of an export that always writes one', () => {
    const lines = [
      'Domain,Nameservers,Category,DNS Preset,Registration Date,Expiration Date,Autorenew,Transfer Lock,Status',
      'a.com,ns1.x.net,N/A,N/A,2/3/2024,2/3/2030,On,Locked,active',
    ]
    expect(settle(lines).questions).toEqual([])
    expect(settle(lines).rules.dates.registryExpiresOn?.order).toBe('monthFirst')
  })

  it('is the currency of a sign that several share, unless the export or the header says it', () => {
    expect(settle(['domain,renewal price', 'a.com,$10']).questions).toMatchObject([
      { id: 'currency:1:$', kind: 'currency', suggested: 'USD', samples: ['$10'] },
    ])
    expect(settle(['domain,renewal price (CAD)', 'a.com,$10']).rules.prices.$).toBe('CAD')
    expect(settle(['domain,renewal price,currency', 'a.com,10,USD']).questions).toEqual([])
    const godaddy = [
      'Domain Name,Expiration Date,Auto-renew,Status,Renewal Price',
      'a.com,2027-01-01,On,Active,$ 18.99',
    ]
    expect(settle(godaddy).rules.prices.$).toBe('USD')
  })

  it('is the currency of bare numbers', () => {
    const lines = ['domain,renewal price', 'a.com,10']
    expect(settle(lines).questions).toMatchObject([{ id: 'currency:1' }])
    expect(settle(lines, { 'currency:1': 'EUR' }).rules.prices.bare).toBe('EUR')
    expect(settle(lines, { 'currency:1': 'skip' }).rules.prices.bare).toBe('skip')
  })

  it('is yen for ¥ and whole numbers under Japanese headers, and asked for under others', () => {
    expect(settle(['ドメイン名,更新料金', 'a.com,¥3980']).rules.prices['¥']).toBe('JPY')
    expect(settle(['ドメイン名,更新料金', 'a.com,3980']).rules.prices.bare).toBe('JPY')
    expect(settle(['ドメイン名,更新料金', 'a.com,39.80']).questions).toMatchObject([{ id: 'currency:1' }])
    expect(settle(['域名,续费价格', 'a.com,¥55']).questions).toMatchObject([{ options: ['JPY', 'CNY', 'skip'] }])
  })

  it('is the mapping where the headers do not say what the columns are', () => {
    const lines = ['Asset,Bis', 'a.com,2027-01-01']
    expect(settle(lines).questions).toMatchObject([{ id: 'mapping', kind: 'mapping' }])
    expect(settle(lines, {}, true).questions).toEqual([])
    expect(settle(['foo,bar', '1,2'], {}, true).questions).toMatchObject([{ id: 'mapping' }])
  })
})
