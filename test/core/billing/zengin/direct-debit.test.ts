import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { followUpOf } from '../../../../core/billing/zengin/debit-result-code.ts'
import {
  type Debit,
  outcomesOf,
  readDebitResult,
  writeDebitRequest,
} from '../../../../core/billing/zengin/direct-debit.ts'
import { bytesOfText, textOfBytes } from '../../../../core/billing/zengin/jis-x0201.ts'
import { isoDate } from '../../../../core/calendar/iso-date.ts'

const GOLDEN = readFileSync(new URL('../../../fixtures/zengin/direct-debit-request.txt', import.meta.url))

const COLLECTOR = {
  consignor: '1234567890',
  consignorName: 'ｶ)ﾄﾞﾒｲﾝｶﾝﾘ',
  bank: '0001',
  bankName: 'ﾐｽﾞﾎ',
  branch: '001',
  branchName: 'ﾄｳｷﾖｳｴｲｷﾞﾖｳﾌﾞ',
  accountType: '1',
  accountNumber: '1234567',
}
const DEBIT: Debit = {
  bank: '0005',
  bankName: 'ﾐﾂﾋﾞｼUFJ',
  branch: '123',
  branchName: 'ｼﾝｼﾞﾕｸ',
  accountType: '2',
  accountNumber: '7654321',
  holder: 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ',
  amount: 11_000,
  change: '1',
  customerNumber: '00000000000010000042',
}
const DAY = isoDate('2026-12-28')
const REQUEST = { consignor: COLLECTOR.consignor, debitOn: DAY }

function request(debits: readonly Debit[]): string {
  const text = writeDebitRequest({ collector: COLLECTOR, debitOn: DAY, debits }, 'none')
  if (!text.ok) throw new Error(JSON.stringify(text.error))
  return text.value
}

/** The bank's answer to a request: its codes, and the trailer that follows from them. */
function answer(debits: readonly Debit[], codes: readonly string[], trailer: Readonly<Record<number, string>> = {}) {
  const records = request(debits).match(/.{120}/g) ?? []
  const pad = (value: number, length: number) => String(value).padStart(length, '0')
  const part = (isPaid: boolean) => {
    const amounts = debits.filter((_, n) => (codes[n] === '0') === isPaid).map(({ amount }) => amount)
    return (
      pad(amounts.length, 6) +
      pad(
        amounts.reduce((sum, amount) => sum + amount, 0),
        12,
      )
    )
  }
  const replace = (text: string, at: number, by: string) => text.slice(0, at) + by + text.slice(at + by.length)
  const data = debits.map((_, n) => replace(records[n + 1] ?? '', 111, codes[n] ?? ''))
  const filled = replace(records.at(-2) ?? '', 19, part(true) + part(false))
  const changed = Object.entries(trailer).reduce((text, [at, by]) => replace(text, Number(at), by), filled)
  return [records[0], ...data, changed, records.at(-1)].join('\r\n')
}

const second: Debit = { ...DEBIT, customerNumber: '00000000000010000043', amount: 2_200, change: '0' }

describe('a direct-debit request', () => {
  it('is the golden file, byte for byte', () => {
    expect(Buffer.from(bytesOfText(request([DEBIT])) ?? [])).toEqual(GOLDEN)
  })

  it('may have line ends, for banks that want them', () => {
    const text = writeDebitRequest({ collector: COLLECTOR, debitOn: DAY, debits: [DEBIT] }, 'crlf')
    expect(text).toMatchObject({ ok: true })
    expect(text.ok && text.value.length).toBe(4 * 122)
    expect(text.ok && text.value.replaceAll('\r\n', '')).toBe(textOfBytes(GOLDEN))
  })

  it('states how many debits there are and what they come to', () => {
    expect(request([DEBIT, second]).slice(360, 379)).toBe('8000002000000013200')
  })

  it('names the debit that does not fit', () => {
    const debits = [DEBIT, { ...second, holder: '株式会社' }]
    expect(writeDebitRequest({ collector: COLLECTOR, debitOn: DAY, debits }, 'none')).toEqual({
      ok: false,
      error: { code: 'bad_character', record: 3, field: 'holder', found: '株式会社' },
    })
  })
})

describe('the result of a request', () => {
  it('says what became of each debit', () => {
    expect(readDebitResult(answer([DEBIT, second], ['0', '1']), REQUEST)).toEqual({
      ok: true,
      value: {
        outcomes: [
          { record: 2, customerNumber: DEBIT.customerNumber, amount: 11_000, result: '0' },
          { record: 3, customerNumber: second.customerNumber, amount: 2_200, result: '1' },
        ],
        paid: { count: 1, sum: 11_000 },
      },
    })
  })

  it('keeps a code that is not known as one that was not paid', () => {
    expect(readDebitResult(answer([DEBIT], ['7']), REQUEST)).toMatchObject({
      ok: true,
      value: { outcomes: [{ result: '7' }], paid: { count: 0 } },
    })
  })

  it.each([
    [
      'of another day',
      answer([DEBIT], ['0']),
      { debitOn: isoDate('2027-01-27') },
      { code: 'wrong_file', field: 'debitOn' },
    ],
    [
      'of another collector',
      answer([DEBIT], ['0']),
      { consignor: '0000000001' },
      { code: 'wrong_file', field: 'consignor' },
    ],
    ['that is the request itself', request([DEBIT]), {}, { code: 'count_mismatch', field: 'paidCount' }],
    ['with another sum', answer([DEBIT], ['0'], { 7: '000000011001' }), {}, { code: 'sum_mismatch', field: 'count' }],
    [
      'whose paid sum is wrong',
      answer([DEBIT, second], ['0', '1'], { 25: '000000011001' }),
      {},
      { code: 'sum_mismatch', field: 'paidCount' },
    ],
    [
      'whose failures are not counted',
      answer([DEBIT], ['1'], { 37: '000000' }),
      {},
      { code: 'count_mismatch', field: 'failedCount' },
    ],
    ['that is cut', answer([DEBIT], ['0']).slice(0, 200), {}, { code: 'record_length', record: 2 }],
    ['of another kind', answer([DEBIT], ['0']).replace('191', '121'), {}, { code: 'unknown_kind', found: '21' }],
    ['in EBCDIC', answer([DEBIT], ['0']).replace('1910', '1911'), {}, { code: 'ebcdic' }],
  ])('%s is refused', (_, text, other, error) => {
    expect(readDebitResult(text, { ...REQUEST, ...other })).toMatchObject({ ok: false, error })
  })
})

describe('the outcomes of a request', () => {
  const outcomes = (asked: readonly Debit[], answered: readonly Debit[], codes: readonly string[]) => {
    const result = readDebitResult(answer(answered, codes), REQUEST)
    if (!result.ok) throw new Error(JSON.stringify(result.error))
    const matched = outcomesOf(asked, result.value)
    return matched.ok ? matched.value.map(({ debit, result: code }) => [debit.customerNumber, code]) : matched.error
  }

  it('are told in the order of the request, in whichever order the bank answers', () => {
    expect(outcomes([DEBIT, second], [second, DEBIT], ['1', '0'])).toEqual([
      [DEBIT.customerNumber, '0'],
      [second.customerNumber, '1'],
    ])
  })

  it.each([
    ['a debit is missing', [DEBIT, second], [DEBIT], ['0']],
    ['one is there that was not asked for', [DEBIT], [second], ['0']],
    ['one is there twice', [DEBIT, second], [DEBIT, DEBIT], ['0', '0']],
    ['an amount is another', [DEBIT], [{ ...DEBIT, amount: 10_999 }], ['0']],
  ])('are refused where %s', (_, asked, answered, codes) => {
    expect(outcomes(asked, answered, codes)).toMatchObject({ code: 'wrong_file' })
  })
})

describe('what follows on a result code', () => {
  it.each([
    ['0', null],
    ['1', 'retry'],
    ['2', 'askMandate'],
    ['3', 'askMandate'],
    ['4', 'askMandate'],
    ['8', 'stopped'],
    ['9', 'byHand'],
    ['7', 'byHand'],
    ['', 'byHand'],
  ])('%j: %s', (code, followUp) => {
    expect(followUpOf(code)).toBe(followUp)
  })
})
