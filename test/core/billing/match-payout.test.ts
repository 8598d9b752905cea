import { describe, expect, it } from 'vitest'
import { proposeRefunds } from '../../../core/billing/match-payout.ts'
import { payerKey } from '../../../core/billing/payer-name.ts'
import { indexPayers, type PayingAccount } from '../../../core/billing/paying-accounts.ts'
import { yen } from '../../support/document-builder.ts'

const account = (id: string, name: string): PayingAccount => ({
  account: id,
  names: [payerKey(name)],
  codes: [],
  documents: [],
  announced: [],
})
const INDEX = indexPayers([account('sample', 'サンプルショウジ'), account('other', 'アオゾラ')])
const AVAILABLE = new Map([
  ['sample', 5_000],
  ['other', 5_000],
])

describe('money that went out', () => {
  it.each([
    ['whose receiver is named as the payer of a transfer', 820, ['ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ', ''], ['sample']],
    ['whose receiver is named in the summary', 820, ['', 'ｻﾝﾌﾟﾙｼﾖｳｼﾞ'], ['sample']],
    ['whose receiver is cut short', 820, ['', 'ｻﾝﾌﾟﾙｼﾖｳ'], ['sample']],
    ['to the last yen', 5_000, ['ｻﾝﾌﾟﾙｼﾖｳｼﾞ'], ['sample']],
    ['of more than is available', 5_001, ['ｻﾝﾌﾟﾙｼﾖｳｼﾞ'], []],
    ['for a fee of the bank', 330, ['', 'ﾃｽｳﾘﾖｳ'], []],
    ['to nobody', 820, ['', ''], []],
  ])('%s', (_, amount, receivers, expected) => {
    expect(proposeRefunds({ amount: yen(amount), receivers: receivers.map(payerKey) }, INDEX, AVAILABLE)).toEqual(
      expected,
    )
  })
})
