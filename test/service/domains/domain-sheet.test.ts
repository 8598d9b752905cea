import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { isoDate, parseInstant } from '../../../core/calendar/iso-date.ts'
import type { DomainItem } from '../../../core/contract/http/domains.ts'
import { currencySchema } from '../../../core/money/money.ts'
import { csvChunks } from '../../../service/adapters/sheets/csv-writer.ts'
import { xlsxChunks } from '../../../service/adapters/sheets/xlsx-writer.ts'
import {
  DOMAIN_COLUMNS,
  type DomainSheetReader,
  domainSheet,
} from '../../../service/modules/domains/exports/domain-sheet.ts'

const at = parseInstant('2026-11-01T00:05:00+09:00')

function item(change: Partial<DomainItem> = {}): DomainItem {
  if (!at) throw new Error('not an instant')
  return {
    name: 'xn--wgv71a.jp',
    unicodeName: '日本.jp',
    suffix: 'jp',
    expiresOn: isoDate('2027-01-31'),
    registryExpiresOn: isoDate('2027-01-31'),
    paidThroughOn: null,
    decideBy: isoDate('2027-01-24'),
    cutOffOn: isoDate('2027-01-29'),
    renewsOn: isoDate('2027-01-25'),
    renewal: { mode: 'expire', scope: 'suffix', setBy: '佐藤', setAt: at },
    timeline: 'decide',
    holding: 'held',
    contradiction: true,
    critical: false,
    needsDecision: true,
    registrarAutoRenew: 'on',
    locks: { transfer: true, update: null, delete: false, renew: null },
    lockLevel: 'partial',
    registrar: '+GMO',
    connection: { id: 'c1', name: '本社', gateway: 'none' },
    nameServers: ['ns1.example.jp', 'ns2.example.jp'],
    department: '=1+1',
    tags: ['本番', 'a'],
    price: { amount: '18.99', currency: currencySchema.parse('USD') },
    nextCharge: null,
    blocked: null,
    lapseTold: null,
    updatedAt: at,
    ...change,
  }
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

async function firstRow(reader: DomainSheetReader, row = item()): Promise<Readonly<Record<string, string>>> {
  const text = await bytesOf(csvChunks(domainSheet(reader), [[row]]))
  const [first] = parse(text, { bom: true, columns: true }) as Record<string, string>[]
  return first ?? {}
}

describe('the list of names as a file', () => {
  it('has for programs the names and values of the API', async () => {
    const row = await firstRow('program')
    expect(Object.keys(row)).toEqual([...DOMAIN_COLUMNS])
    expect(row).toMatchObject({
      name: 'xn--wgv71a.jp',
      mode: 'expire',
      scope: 'suffix',
      setAt: '2026-10-31T15:05:00.000Z',
      timeline: 'decide',
      contradiction: 'true',
      critical: 'false',
      lockTransfer: 'true',
      lockUpdate: '',
      lockDelete: 'false',
      nameServers: 'ns1.example.jp; ns2.example.jp',
      price: '18.99',
      currency: 'USD',
      paidThroughOn: '',
    })
  })

  it('has for people the words of their language', async () => {
    expect(await firstRow('ja')).toMatchObject({
      ドメイン名: '日本.jp',
      適用中の設定: '自動失効',
      設定元: 'ドメインの種類',
      期限の状態: '判断待ち',
      登録事業者の設定と不一致: 'はい',
      重要ドメイン: 'いいえ',
      変更ロック: '',
    })
    expect(await firstRow('en')).toMatchObject({
      name: '日本.jp',
      'effective mode': 'auto-expire',
      state: 'to be decided',
    })
  })

  it('neutralises what a person typed in', async () => {
    expect(await firstRow('program')).toMatchObject({ department: "'=1+1", registrar: "'+GMO" })
  })

  it('has only the columns that are asked for, in that order, with amounts as numbers', async () => {
    const sheet = domainSheet('program', ['price', 'name', 'expiresOn'])
    expect(
      await readSheet(await bytesOf(xlsxChunks(sheet, [[item(), item({ price: null, expiresOn: null })]]))),
    ).toEqual([
      ['price', 'name', 'expiresOn'],
      [18.99, 'xn--wgv71a.jp', new Date('2027-01-31T00:00:00Z')],
      [null, 'xn--wgv71a.jp', null],
    ])
  })
})
