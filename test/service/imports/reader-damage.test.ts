import { deflateRawSync, gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { FileRefusal } from '../../../service/modules/imports/reader/file-refusal.ts'
import { inspectFile } from '../../support/inspect-file.ts'

const HEADER = 'domain,expires,note\n'
const rows = (count: number, note = '') =>
  HEADER + Array.from({ length: count }, (_, index) => `name-${index}.com,2027-01-31,${note}\n`).join('')

async function refusalOf(file: Buffer | AsyncIterable<Uint8Array>): Promise<readonly [string, number | null] | null> {
  try {
    await inspectFile(file)
    return null
  } catch (error) {
    if (error instanceof FileRefusal) return [error.code, error.line]
    throw error
  }
}

async function* pieces(...parts: readonly Buffer[]): AsyncGenerator<Uint8Array> {
  yield* parts
}

describe('the encoding of a file', () => {
  it('is CP932 although the first Japanese byte comes in row 50,000', async () => {
    const file = Buffer.concat([
      Buffer.from(rows(50_000)),
      iconv.encode('last.com,2027-02-01,本社の広報部が使用中\n', 'cp932'),
    ])
    expect(await inspectFile(file)).toMatchObject({ encoding: 'cp932', rowCount: 50_001 })
  })

  it('is UTF-8 although the first Japanese byte comes in row 50,000', async () => {
    const file = Buffer.from(`${rows(50_000)}last.com,2027-02-01,本社の広報部が使用中\n`)
    expect(await inspectFile(file)).toMatchObject({ encoding: 'utf-8', rowCount: 50_001 })
  })

  it('waits for a line that decides where half-width katakana could be either', async () => {
    const text = 'domain,note\na.com,ﾃｽ\nb.com,本社の広報部\n'
    const { encoding, sample } = await inspectFile(iconv.encode(text, 'cp932'))
    expect(encoding).toBe('cp932')
    expect(sample[0]?.cells).toEqual(['a.com', 'ﾃｽ'])
  })

  it('does not depend on where the stream is cut', async () => {
    const file = iconv.encode('ドメイン名,有効期限,備考\nexample.jp,2027/01/31,表示能力ソ十予申\n', 'cp932')
    for (let cut = 1; cut < file.length; cut += 1) {
      const { encoding, sample } = await inspectFile(pieces(file.subarray(0, cut), file.subarray(cut)))
      expect([encoding, sample[0]?.cells[2]]).toEqual(['cp932', '表示能力ソ十予申'])
    }
  })

  it.each([
    ['UTF-8 first', [Buffer.from('a.com,2027-01-31,日本語\n'), iconv.encode('b.com,2027-01-31,日本語\n', 'cp932')], 3],
    ['CP932 first', [iconv.encode('a.com,2027-01-31,日本語\n', 'cp932'), Buffer.from('b.com,2027-01-31,日本語\n')], 3],
    [
      'far apart',
      [
        Buffer.from(`a.com,2027-01-31,日本語\n${rows(20_000).slice(HEADER.length)}`),
        iconv.encode('b.com,,日本\n', 'cp932'),
      ],
      20_003,
    ],
  ])('is refused when it changes inside the file: %s', async (_name, parts, line) => {
    expect(await refusalOf(Buffer.concat([Buffer.from(HEADER), ...parts]))).toEqual(['mixed_encodings', line])
  })

  it('is refused when it is none that is known', async () => {
    expect(await refusalOf(iconv.encode('domain,note\na.com,Müller und Söhne\n', 'win1252'))).toEqual([
      'unknown_encoding',
      2,
    ])
    expect(await refusalOf(iconv.encode('domain,note\na.com,Garçon\n', 'win1252'))).toEqual(['unknown_encoding', 2])
    expect(await refusalOf(iconv.encode(rows(3), 'utf-32le'))).toEqual(['nul_bytes', 1])
  })
})

describe('a damaged file', () => {
  it.each([
    ['empty', Buffer.alloc(0), ['empty_file', null]],
    ['blank', Buffer.from(' \r\n\r\n'), ['empty_file', null]],
    ['with NUL bytes', Buffer.from('domain,note\na.com,x\nb.com,\0\n'), ['nul_bytes', 3]],
    ['with control characters', Buffer.from('domain,note\na.com,\x01\n'), ['binary', 2]],
    ['random bytes', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919 + 13) % 251)), ['binary', 1]],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ'), ['binary', null]],
    ['compressed', gzipSync(rows(10)), ['binary', null]],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), ['old_spreadsheet', null]],
    ['no real .xlsx', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200)]), ['bad_sheet', null]],
    ['UTF-8 cut inside a character', Buffer.from(`${HEADER}a.com,,日本語`).subarray(0, -1), ['truncated', 2]],
    ['UTF-8 cut so that it reads as CP932', Buffer.from(`${HEADER}a.com,,日`).subarray(0, -1), ['truncated', 2]],
    ['UTF-8 cut in its second Japanese line', Buffer.from('a.com,日本\nb.com,本').subarray(0, -1), ['truncated', 2]],
    ['UTF-8 cut after accents only', Buffer.from('a.com,Zoë\nb.com,日').subarray(0, -1), ['truncated', 2]],
    [
      'UTF-8 cut far behind what shows its encoding',
      Buffer.from(`a.com,日本\n${rows(20_000)}b.com,é`).subarray(0, -1),
      ['truncated', 20_003],
    ],
    ['CP932 cut inside a character', iconv.encode(`${HEADER}a.com,,日本語`, 'cp932').subarray(0, -1), ['truncated', 2]],
    ['UTF-16 cut inside a character', Buffer.from(`\ufeff${rows(2)}`, 'utf16le').subarray(0, -1), ['truncated', 3]],
    [
      'a quote that is never closed',
      Buffer.from(`${rows(3)}x.com,2027-01-31,"open\n${rows(2)}`),
      ['unclosed_quote', 5],
    ],
    ['JSON cut short', Buffer.from('{"Domains":[{"DomainName":"a.com"},{"DomainName":'), ['truncated', 1]],
    [
      'JSON that is none',
      Buffer.from('{"Domains":[{"DomainName":"a.com"},\n{"DomainName" "b.com"}]}'),
      ['bad_json', 2],
    ],
    ['JSON without records', Buffer.from('{"Domains":[]}'), ['no_json_records', null]],
    ['an empty array', Buffer.from(' [ ]\n'), ['no_json_records', null]],
    ['one JSON object that is no list', Buffer.from('{"status":"ok","total":3}'), ['no_json_records', null]],
    ['a JSON object of names', Buffer.from('{"a.com":{"expires":"2027-01-31"}}'), ['no_json_records', null]],
    ['lines of JSON cut short', Buffer.from('{"domain":"a.com"}\n{"domain":"b.c'), ['truncated', 2]],
    ['lines of JSON, one of them none', Buffer.from('{"domain":"a.com"}\n{"domain" "b.com"}\n'), ['bad_json', 2]],
    ['lines of JSON, then something else', Buffer.from('{"domain":"a.com"}\nb.com\n'), ['bad_json', 2]],
  ])('is refused with its reason and line: %s', async (_name, file, expected) => {
    expect(await refusalOf(file)).toEqual(expected)
  })
})

describe('a file beyond the limits', () => {
  it('is refused for a row of 10,000 columns', async () => {
    const wide = Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(',')
    expect(await refusalOf(Buffer.from(`${wide}\n`))).toEqual(['too_many_columns', 1])
    expect(await refusalOf(Buffer.from(`${rows(5)}${wide}\n`))).toEqual(['too_many_columns', 7])
  })

  it('is refused for a cell that is too long, without holding it', async () => {
    const cell = Buffer.alloc(1024 * 1024, 'x')
    let taken = 0
    async function* file() {
      yield Buffer.from(`${rows(3)}big.com,2027-01-31,"`)
      for (; taken < 50; taken += 1) yield cell
      yield Buffer.from('"\n')
    }
    expect(await refusalOf(file())).toEqual(['record_too_large', 5])
    expect(taken).toBeLessThan(6)
    expect(await refusalOf(Buffer.from(`${rows(3)}big.com,2027-01-31,${'x'.repeat(70_000)}\n`))).toEqual([
      'cell_too_large',
      5,
    ])
  })

  it('is refused for a quote that swallows the rest of a long file', async () => {
    expect(await refusalOf(Buffer.from(`${rows(3)}x.com,2027-01-31,"open\n${rows(60_000)}`))).toEqual([
      'record_too_large',
      5,
    ])
  })

  it('is refused for an archive that unpacks to more than it may', async () => {
    expect(await refusalOf(zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(300 * 1024 * 1024, ' ')))).toEqual([
      'sheet_too_large',
      null,
    ])
  })

  it.each([
    ['the last cell that a sheet can have', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'],
    ['an address that no sheet has', '<row r="9"><c r="ZZZZZZ99999999999"><v>1</v></c></row>'],
    ['an address with character references', '<row r="9"><c r="&#88;FD1048576"><v>1</v></c></row>'],
    ['a last row beyond all', `<row r='99999999999'><c><v>1</v></c></row>`],
  ])('is refused for a few bytes that span more than can be held: %s', async (_what, row) => {
    const sheet = `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>${row}</sheetData></worksheet>`
    expect(await refusalOf(zipOf('xl/worksheets/sheet1.xml', Buffer.from(sheet)))).toEqual(['sheet_too_large', null])
  })
})

/** An archive with one entry whose header lies about its size. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30)
  local.write('PK\x03\x04', 'latin1')
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(100, 22)
  local.writeUInt16LE(name.length, 26)
  return Buffer.concat([local, Buffer.from(name), packed])
}

describe('odd rows', () => {
  it('may be short, long, blank or without cells, and cost only themselves', async () => {
    const file = Buffer.from('domain,expires\n\na.com\n,,,\nb.com,2027-01-31,x,y,z\n   \nc.com,2027-02-01')
    const { rowCount, sample } = await inspectFile(file)
    expect(rowCount).toBe(3)
    expect(sample.map((row) => row.cells)).toEqual([['a.com'], ['b.com', '2027-01-31'], ['c.com', '2027-02-01']])
  })

  it('keep quotes that stand inside a cell', async () => {
    const { sample } = await inspectFile(Buffer.from('domain,note\na.com,12" screen\nb.com,"say ""hi"""\n'))
    expect(sample.map((row) => row.cells[1])).toEqual(['12" screen', 'say "hi"'])
  })

  it('know their line although cells before them hold line breaks', async () => {
    const { sample } = await inspectFile(Buffer.from('domain,note\na.com,"x\ny"\nb.com,z\n'))
    expect(sample.map((row) => row.line)).toEqual([2, 4])
  })
})
