import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainItem } from '../../../core/contract/http/domains.ts'
import type { Currency } from '../../../core/money/money.ts'
import type { ImportCandidate, RowRefusal } from '../../../core/portfolio/import/import-candidate.ts'
import { type ImportAnswers, settleImport } from '../../../core/portfolio/import/import-question.ts'
import { csvChunks } from '../../../service/adapters/sheets/csv-writer.ts'
import { domainSheet } from '../../../service/modules/domains/exports/domain-sheet.ts'
import type { FileSource } from '../../../service/modules/imports/reader/byte-source.ts'
import { type Inspection, inspectFile } from '../../support/inspect-file.ts'
import { readRows } from '../../support/read-rows.ts'

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/imports/${name}`, import.meta.url))

type Read = { readonly inspection: Inspection; readonly names: ImportCandidate[]; readonly refused: RowRefusal[] }

async function readAll(source: FileSource, answers: ImportAnswers = {}): Promise<Read> {
  const inspection = await inspectFile(source, answers)
  const { rules } = settleImport({ ...inspection, isMappingConfirmed: true, answers })
  const names: ImportCandidate[] = []
  const refused: RowRefusal[] = []
  for await (const batch of readRows(source, { mapping: inspection.mapping, rules })) {
    for (const { read } of batch) read.ok ? names.push(read.value) : refused.push(read.error)
  }
  return { inspection, names, refused }
}

/** The place of each row with its name, or with what is refused about it. */
async function placesOf(file: Buffer): Promise<(readonly [number, string])[]> {
  const inspection = await inspectFile(file, {})
  const { rules } = settleImport({ ...inspection, isMappingConfirmed: true, answers: {} })
  const places: (readonly [number, string])[] = []
  for await (const batch of readRows(file, { mapping: inspection.mapping, rules })) {
    for (const { row, read } of batch) {
      places.push([row.line, read.ok ? read.value.name : read.error.value || read.error.code])
    }
  }
  return places
}

const days = (names: readonly ImportCandidate[]) => names.map((one) => [one.name, one.registryExpiresOn])

describe('exports of registrars', () => {
  it('GoDaddy, new: ISO dates, dollar prices, folders', async () => {
    const { inspection, names, refused } = await readAll(fixture('godaddy-new.csv'))
    expect(inspection).toMatchObject({ format: 'godaddy', registrar: 'GoDaddy', encoding: 'utf-8', delimiter: ',' })
    expect([inspection.questions, refused]).toEqual([[], []])
    expect(names[0]).toMatchObject({
      name: 'hoshizora-foods.com',
      registryExpiresOn: '2027-01-26',
      registeredOn: '2014-01-26',
      registrarAutoRenew: 'on',
      statuses: ['Active'],
      locks: { transfer: true },
      nameServers: ['ns1.hoshizora.example.net', 'ns2.hoshizora.example.net'],
      price: { minor: 1899, currency: 'USD' },
      tags: ['Brand Sites', 'Food'],
      warnings: [],
    })
    expect(names[1]).toMatchObject({ locks: { transfer: false }, price: { minor: 101899 }, registrarAutoRenew: 'off' })
  })

  it('GoDaddy, old: month first, as one date of each column shows', async () => {
    const { inspection, names } = await readAll(fixture('godaddy-old.csv'))
    expect([inspection.format, inspection.questions]).toEqual(['godaddy', []])
    expect(days(names)).toEqual([
      ['hoshizora-foods.com', '2027-01-26'],
      ['hoshizora-travel.com', '2026-12-05'],
    ])
  })

  it('Namecheap: months by name', async () => {
    const { inspection, names } = await readAll(fixture('namecheap.csv'))
    expect([inspection.format, inspection.questions]).toEqual(['namecheap', []])
    expect(names.map((one) => [one.registryExpiresOn, one.registrarAutoRenew])).toEqual([
      ['2027-12-14', 'off'],
      ['2027-02-03', 'on'],
    ])
  })

  it('Dynadot: the day of the text, the instant of the timestamp, headers that repeat', async () => {
    const { inspection, names } = await readAll(fixture('dynadot.csv'))
    expect(inspection).toMatchObject({ format: 'dynadot', encoding: 'utf-8-bom', questions: [] })
    expect(names[0]).toMatchObject({
      name: 'hoshizora.xyz',
      registryExpiresOn: '2026-04-25',
      registryExpiresAt: '2026-04-24T23:59:59.000Z',
      registeredOn: '2025-04-24',
      registrarAutoRenew: 'on',
      nameServers: ['ns1.hoshizora.example.net'],
      tags: null,
      note: null,
    })
    expect(names[1]).toMatchObject({
      unicodeName: '星空.com',
      registrarAutoRenew: 'off',
      tags: ['Keepers'],
      note: 'Renew in May, or sell',
    })
    const short = await readAll(fixture('dynadot-short.csv'))
    expect(short.inspection.format).toBe('dynadot')
    expect(days(short.names)).toEqual([
      ['hoshizora.xyz', '2026-04-25'],
      ['hoshizora.chat', '2026-06-03'],
    ])
  })

  it('Porkbun: a note before the header, statuses and name servers between bars', async () => {
    const { inspection, names } = await readAll(fixture('porkbun.csv'))
    expect(inspection).toMatchObject({ format: 'porkbun', headerLine: 2, questions: [] })
    expect(names[0]).toMatchObject({
      name: 'hoshizora.dev',
      registryExpiresOn: '2027-03-01',
      registeredOn: '2022-03-01',
      statuses: ['clientTransferProhibited', 'clientDeleteProhibited'],
      locks: { transfer: true, delete: true, update: false },
      nameServers: ['ns1.hoshizora.example.net', 'ns2.hoshizora.example.net'],
      price: { minor: 1287, currency: 'USD' },
    })
    expect(names[1]).toMatchObject({ locks: { transfer: false, delete: null }, registrarAutoRenew: 'off' })
  })

  it('Spaceship: month first, always', async () => {
    const { inspection, names } = await readAll(fixture('spaceship.csv'))
    expect([inspection.format, inspection.questions]).toEqual(['spaceship', []])
    expect(days(names)).toEqual([
      ['hoshizora-games.com', '2030-02-03'],
      ['hoshizora-play.com', '2029-12-30'],
    ])
    expect(names.map((one) => one.tags)).toEqual([['Games'], null])
  })

  it('Sedo: semicolons, a header twice, asking prices that are no renewal prices', async () => {
    const { inspection, names } = await readAll(fixture('sedo.csv'))
    expect(inspection).toMatchObject({ format: 'sedo', delimiter: ';', questions: [] })
    expect(names.map((one) => [one.name, one.registrar, one.price])).toEqual([
      ['hoshizora.io', 'Name.com, Inc.', null],
      ['hoshizora.co', 'Key-Systems GmbH', null],
    ])
  })

  it('Dan: a title row', async () => {
    const { inspection, names } = await readAll(fixture('dan.csv'))
    expect(inspection).toMatchObject({ format: 'dan', headerLine: 2 })
    expect(names.map((one) => one.name)).toEqual(['hoshizora.club'])
  })

  it('DomainMOD: 64 columns, mixed yes and no, and no secret ever passes', async () => {
    const { inspection, names } = await readAll(fixture('domainmod.csv'))
    expect([inspection.format, inspection.columns.length]).toEqual(['domainmod', 64])
    expect(inspection.columns.filter((column) => column.isSecret).map((column) => column.header)).toEqual([
      'registrar_account_password',
      'api_key',
      'api_secret',
    ])
    expect(JSON.stringify({ inspection, names })).not.toMatch(/hunter2|swordfish|9sdfsljdfas8|salkjasd38/)
    expect(names).toMatchObject([
      {
        name: 'hoshizora.one',
        registryExpiresOn: '2027-05-11',
        registrarAutoRenew: 'on',
        price: { minor: 1250, currency: 'CAD' },
        nameServers: ['ns1.example.net', 'ns2.example.net', 'ns3.example.net'],
        tags: ['Brand'],
        department: 'Marketing',
        registrar: 'Example Registrar',
        note: 'Ask Hana first',
      },
      { name: 'hoshizora.online', registrarAutoRenew: 'off', price: null, registrar: 'Other Registrar' },
    ])
  })

  it('CSC: paid-through beside the registry’s expiry, and the registry lock', async () => {
    const { inspection, names } = await readAll(fixture('csc.csv'))
    expect([inspection.format, inspection.registrar]).toEqual(['csc', 'CSC'])
    expect(names[0]).toMatchObject({
      registryExpiresOn: '2027-04-22',
      paidThroughOn: '2028-04-22',
      registeredOn: '2003-04-22',
      statuses: ['ACTIVE', 'serverTransferProhibited', 'serverUpdateProhibited', 'serverDeleteProhibited'],
      locks: { transfer: true, update: true, delete: true },
      nameServers: ['dns1.cscdns.net', 'dns2.cscdns.net'],
      department: 'Legal',
      tags: ['Hoshizora'],
    })
  })

  it('CSC over its API: nested members, lists, own fields by name', async () => {
    const page = {
      meta: { numResults: 1 },
      domains: [
        {
          qualifiedDomainName: 'hoshizora-group.com',
          registryExpiryDate: '22-Apr-2027 UTC',
          paidThroughDate: '22-Apr-2028 UTC',
          nameServers: ['dns1.cscdns.net', 'dns2.cscdns.net'],
          businessUnit: 'Legal',
          account: { accountName: 'Group', accountNumber: '1' },
          customFields: [{ name: 'Cost centre', value: '4711' }],
          whoisContacts: [{ email: 'a@example.com' }],
          note: 'lone half \ud83d and \u0000',
        },
      ],
    }
    const { inspection, names } = await readAll(Buffer.from(JSON.stringify(page)))
    expect(inspection).toMatchObject({ format: 'csc', registrar: 'CSC', container: 'json' })
    expect(inspection.columns.map((column) => column.header)).toContain('customFields.Cost centre')
    expect(JSON.stringify(inspection.sample)).not.toMatch(/\\ud83d|\\u0000/)
    expect(names).toMatchObject([
      {
        registryExpiresOn: '2027-04-22',
        paidThroughOn: '2028-04-22',
        nameServers: ['dns1.cscdns.net', 'dns2.cscdns.net'],
        department: 'Legal',
      },
    ])
  })

  it('Route 53: epoch seconds and printed instants, pages one after the other', async () => {
    const { inspection, names } = await readAll(fixture('route53.json'))
    expect(inspection).toMatchObject({ format: 'route53', registrar: 'Amazon Route 53', container: 'json' })
    expect(names.map((one) => [one.name, one.registryExpiresOn, one.registrarAutoRenew, one.locks.transfer])).toEqual([
      ['hoshizora-cloud.com', '2027-01-31', 'on', true],
      ['hoshizora-cloud.net', '2027-01-31', 'off', false],
      ['hoshizora-cloud.org', '2027-05-31', 'on', true],
    ])
    expect(names[1]?.registryExpiresAt).toBe('2027-01-31T23:59:59.000Z')
  })

  it('JSON: elements are counted, whatever lines they stand in, and what is no object is refused, not dropped', async () => {
    const elements = [
      '{"DomainName":"a.com","Expiry":1801353600}',
      '"b.com"',
      'null',
      '[1,"x"]',
      '{}',
      '42',
      '{"DomainName":"c.com"}',
    ]
    for (const file of [
      `{"Domains":[${elements}]}`,
      `[${elements.join(' ,\n')}]`,
      `{"notes":["x",1],"Domains":[${elements}]}`,
    ]) {
      expect(await placesOf(Buffer.from(file))).toEqual([
        [1, 'a.com'],
        [2, 'b.com'],
        [3, 'null'],
        [4, '1, x'],
        [5, 'no_name'],
        [6, '42'],
        [7, 'c.com'],
      ])
    }
  })

  it('JSON: an array of names is a list of names', async () => {
    expect(await placesOf(Buffer.from('["a.com", "b \\u65e5.com", "日本.jp"]'))).toEqual([
      [1, 'a.com'],
      [2, 'b 日.com'],
      [3, 'xn--wgv71a.jp'],
    ])
  })

  it.each([
    ['one per line', (text: string) => text],
    ['with Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['printed over several lines', (text: string) => text.replaceAll(',"', ',\n  "')],
    ['without line breaks between them', (text: string) => text.replaceAll('\n', '')],
  ])('JSON objects one after the other are rows: %s', async (_how, written) => {
    const { inspection, names } = await readAll(Buffer.from(written(fixture('objects.ndjson').toString('utf8'))))
    expect(inspection).toMatchObject({ format: 'generic', container: 'json', rowCount: 4, questions: [] })
    expect(names.map((one) => [one.unicodeName, one.registryExpiresOn, one.department, one.tags])).toEqual([
      ['hoshizora.com', '2027-01-31', '広報部', ['brand', 'web']],
      ['星空.jp', '2027-02-28', null, null],
      ['hoshizora.co.jp', '2026-12-31', '法務部', null],
      ['hoshizora.net', '2027-03-31', null, null],
    ])
  })

  it('JSON: lines of a registrar are recognised as its pages are, and a single object with a name is one row', async () => {
    const line = '{"DomainName":"a.com","AutoRenew":true,"TransferLock":true,"Expiry":1801439999}\n'
    const { inspection, names } = await readAll(Buffer.from(line))
    expect(inspection).toMatchObject({ format: 'route53', rowCount: 1 })
    expect(days(names)).toEqual([['a.com', '2027-01-31']])
  })

  it.each([
    ['UTF-8', ''],
    ['UTF-8 that only a late row shows to be', 'plain'],
    ['UTF-8 with a byte-order mark', '\ufeff'],
  ])('JSON may stand on one line of many megabytes: %s', async (_encoding, start) => {
    const rows = Array.from({ length: 60_000 }, (_, n) => {
      const department = start === 'plain' && n < 59_000 ? 'Brand' : '情報システム部'
      return `{"domain":"n${n}.com","expires":"2027-01-31","department":"${department}","note":"${'x'.repeat(60)}"}`
    })
    const file = Buffer.from(`${start === 'plain' ? '' : start}[${rows.join(',')}]`)
    expect(file.length).toBeGreaterThan(7 * 1024 * 1024)
    const { names, inspection } = await readAll(file)
    expect(inspection).toMatchObject({ container: 'json', rowCount: 60_000 })
    expect(names.at(-1)).toMatchObject({ name: 'n59999.com', department: '情報システム部' })
  })

  it('JSON: pages without a hit do not hide those that have some', async () => {
    const { names } = await readAll(Buffer.from('{"Domains":[]}\n{"Domains":[{"DomainName":"a.com"}]}'))
    expect(names.map((one) => one.name)).toEqual(['a.com'])
  })

  it('JSON: members are columns by their names, even where the first record is empty', async () => {
    const { inspection, names } = await readAll(Buffer.from('[{},{"site":"a.com","until":"2027-01-31"}]'))
    expect(inspection.columns.map((column) => column.header)).toEqual(['site', 'until'])
    expect(days(names)).toEqual([['a.com', '2027-01-31']])
  })

  it('plain lists: lines, commas, blanks, remarks', async () => {
    const { inspection, names } = await readAll(fixture('list.txt'))
    expect(inspection).toMatchObject({ format: 'list', container: 'list', questions: [] })
    expect(names.map((one) => one.unicodeName)).toEqual([
      'hoshizora.com',
      'hoshizora.net',
      'hoshizora.org',
      '星空.jp',
      'hoshizora.co.jp',
    ])
  })

  it('cells pasted from a spreadsheet: tabs, a line break inside a cell', async () => {
    const { inspection, names } = await readAll(fixture('excel-paste.tsv'))
    expect(inspection).toMatchObject({ format: 'generic', delimiter: '\t' })
    expect(names.map((one) => [one.registryExpiresOn, one.department])).toEqual([
      ['2027-01-31', '法務部'],
      ['2026-12-01', '総務部\n(東京)'],
    ])
  })

  it.each(['\n', '\r\n', '\r'])(
    'rows are known by the line they begin in, whatever breaks stand in cells: %j',
    async (end) => {
      const lines = ['Domain,Note', 'a.com,"one', '', 'two"', '', 'b.com,"x', 'y"', 'www.c.com,', 'd.com,']
      expect(await placesOf(Buffer.from(lines.join(end)))).toEqual([
        [2, 'a.com'],
        [6, 'b.com'],
        [8, 'www.c.com'],
        [9, 'd.com'],
      ])
    },
  )
})

const JAPANESE = fixture('japanese.csv').toString('utf8')
const CRLF = JAPANESE.replaceAll('\n', '\r\n')

describe('a Japanese ledger under two title rows', () => {
  const utf16le = (text: string) => Buffer.from(text, 'utf16le')
  const withBom = (bom: readonly number[], body: Buffer) => Buffer.concat([Buffer.from(bom), body])
  it.each([
    ['utf-8', Buffer.from(JAPANESE)],
    ['utf-8', Buffer.from(CRLF)],
    ['utf-8', Buffer.from(JAPANESE.replaceAll('\n', '\r'))],
    ['utf-8-bom', withBom([0xef, 0xbb, 0xbf], Buffer.from(CRLF))],
    ['utf-16le', withBom([0xff, 0xfe], utf16le(CRLF))],
    ['utf-16be', withBom([0xfe, 0xff], utf16le(CRLF).swap16())],
    ['utf-16le', utf16le(CRLF)],
    ['utf-16be', utf16le(CRLF).swap16()],
    ['cp932', iconv.encode(CRLF.replaceAll('¥', '\\'), 'cp932')],
    ['utf-8', Buffer.from(JAPANESE.replaceAll(/"7,700円"|"¥3,980"/g, '7700円').replaceAll(',', ';'))],
    ['utf-8', Buffer.from(JAPANESE.replaceAll(/"7,700円"|"¥3,980"/g, '7700円').replaceAll(',', '\t'))],
  ])('is read as %s (%#)', async (encoding, file) => {
    const { inspection, names, refused } = await readAll(file)
    expect(inspection.encoding).toBe(encoding)
    expect([inspection.format, inspection.headerLine ?? 3, inspection.questions, refused]).toEqual([
      'generic',
      3,
      [],
      [],
    ])
    expect(
      names.map((one) => [one.unicodeName, one.registryExpiresOn, one.registeredOn, one.registrarAutoRenew]),
    ).toEqual([
      ['hoshizora.co.jp', '2027-05-31', '2003-05-01', 'on'],
      ['星空.jp', '2026-12-31', '2012-09-14', 'off'],
      ['hoshizora.jp', '2027-01-31', '2010-01-31', 'on'],
    ])
    expect(names[0]).toMatchObject({
      price: { minor: 7700, currency: 'JPY' },
      registrar: 'JPDirect',
      department: '広報部',
    })
  })
})

describe('spreadsheets', () => {
  it('give days, numbers and the values of formulas; the header is found in whichever sheet has it', async () => {
    const { inspection, names } = await readAll(fixture('workbook.xlsx'))
    expect(inspection).toMatchObject({ container: 'sheet', encoding: 'xlsx', format: 'generic', questions: [] })
    expect(
      names.map((one) => [one.unicodeName, one.registryExpiresOn, one.registrarAutoRenew, one.price, one.note]),
    ).toEqual([
      ['hoshizora.com', '2027-01-31', 'on', { minor: 1850, currency: 'USD' }, 'ab'],
      ['星空.jp', '2026-12-31', 'off', { minor: 120000, currency: 'USD' }, '=1+1'],
      ['hoshizora.net', '2027-01-31', 'off', null, null],
    ])
    expect(JSON.stringify({ inspection, names })).not.toContain('hunter2')
  })

  it('count days from 1904 where they say so, also in cells that show Japanese eras', async () => {
    const { names } = await readAll(fixture('era-1904.xlsx'))
    expect(names.map((one) => [one.name, one.registryExpiresOn, one.registeredOn, one.price?.minor])).toEqual([
      ['hoshizora.jp', '2028-02-29', '2020-02-29', 3980],
      ['hoshizora.co.jp', '2027-03-31', '2019-04-30', 46112],
    ])
  })
})

describe('our own lists of names', () => {
  const item: DomainItem = {
    name: 'xn--kiv066b.jp',
    unicodeName: '星空.jp',
    suffix: 'jp',
    expiresOn: isoDate('2028-01-31'),
    registryExpiresOn: isoDate('2027-01-31'),
    paidThroughOn: isoDate('2028-01-31'),
    decideBy: isoDate('2028-01-24'),
    cutOffOn: isoDate('2028-01-29'),
    renewsOn: isoDate('2028-01-25'),
    renewal: { mode: 'expire', scope: 'domain', setBy: '佐藤', setAt: '2026-10-03T00:00:00.000Z' },
    timeline: 'active',
    holding: 'held',
    contradiction: true,
    critical: true,
    needsDecision: false,
    registrarAutoRenew: 'on',
    locks: { transfer: true, update: false, delete: null, renew: false },
    lockLevel: 'transfer',
    registrar: 'JPDirect',
    connection: { id: 'c1', name: '東京', gateway: 'none' },
    nameServers: ['ns1.hoshizora.co.jp', 'ns2.hoshizora.co.jp'],
    department: '=広報部',
    tags: ['ブランド', '@campaign'],
    price: { amount: '3980', currency: 'JPY' as Currency },
    nextCharge: null,
    blocked: null,
    lapseTold: null,
    updatedAt: '2026-11-01T00:00:00.000Z',
  }

  it.each(['program', 'ja', 'en'] as const)('say the same when they come back: %s', async (reader) => {
    const csv: Uint8Array[] = []
    for await (const chunk of csvChunks(domainSheet(reader), [[item]])) csv.push(chunk)
    const { inspection, names } = await readAll(Buffer.concat(csv))
    expect([inspection.encoding, inspection.questions]).toEqual(['utf-8-bom', []])
    expect(names).toEqual([
      {
        name: 'xn--kiv066b.jp',
        unicodeName: '星空.jp',
        suffix: 'jp',
        registryExpiresOn: '2027-01-31',
        registryExpiresAt: null,
        paidThroughOn: '2028-01-31',
        registeredOn: null,
        registrarAutoRenew: 'on',
        statuses: null,
        locks: { transfer: true, update: false, delete: null, renew: false },
        nameServers: ['ns1.hoshizora.co.jp', 'ns2.hoshizora.co.jp'],
        price: { minor: 3980, currency: 'JPY' },
        department: '=広報部',
        tags: ['ブランド', '@campaign'],
        registrar: 'JPDirect',
        connection: '東京',
        critical: true,
        note: null,
        holding: 'held',
        warnings: [],
      },
    ])
  })
})
