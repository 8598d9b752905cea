import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { payerKey } from '../../../core/billing/payer-name.ts'
import { toHalfWidth } from '../../../core/billing/zengin/bank-kana.ts'

describe('the key of a payer’s name', () => {
  it.each([
    'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ',
    'ｻﾝﾌﾟﾙｼﾖｳｼﾞ(ｶ',
    'ｻﾝﾌﾟﾙｼﾖｳｼﾞ(ｶ)',
    'ｻﾝﾌﾟﾙ ｼﾖｳｼﾞ(ｶ',
    'カ）サンプルショウジ',
    '(カ)サンプルショウジ',
    'カブシキガイシャ サンプルショウジ',
    'ｶﾌﾞｼｷｶｲｼﾔ ｻﾝﾌﾟﾙｼﾖｳｼﾞ',
    'ｻﾝﾌﾟﾙｼﾖｳｼﾞｶﾌﾞｼｷｶﾞｲｼﾔ',
    'ユ)サンプル・ショウジ',
    'ド)サンプル-シヨウジ',
    '株式会社サンプルショウジ',
    '㈱サンプルショウジ',
    'さんぷるしょうじ',
    'シヤ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ',
    'イツパンシヤダンホウジンサンプルシヨウジ',
  ])('%s is サンプルシヨウジ', (name) => {
    expect(payerKey(name)).toBe('ｻﾝﾌﾟﾙｼﾖｳｼﾞ')
  })

  it.each([
    ['ｶ)ｻｰﾊﾞｰ', 'ｻﾊﾞ'],
    ['ｶ)ｻ-ﾊﾞ-', 'ｻﾊﾞ'],
    ['ﾐｽﾞﾎ(ｶ)ﾄｳｷﾖｳ(ｴｲ', 'ﾐｽﾞﾎﾄｳｷﾖｳ'],
    ['ABC Ltd.', 'ABCLTD'],
    ['フク)アオゾラエン', 'ｱｵｿﾞﾗｴﾝ'],
    ['トクヒ)ミドリ', 'ﾐﾄﾞﾘ'],
    ['カ', 'ｶ'],
    ['カブシキガイシヤ', 'ｶﾌﾞｼｷｶﾞｲｼﾔ'],
    ['カトウ', 'ｶﾄｳ'],
    ['株式会社みずほし商事', 'ﾐｽﾞﾎｼ商事'],
    ['', ''],
    [' -.', ''],
  ])('%s is %s', (name, expected) => {
    expect(payerKey(name)).toBe(expected)
  })

  it('is the beginning of the whole name’s key wherever a field has cut the name off', () => {
    const name = fc.string({ unit: fc.constantFrom(...'アガパンミズホシドメインAB1'), minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(name, fc.nat(), (whole, length) => {
        const half = toHalfWidth(whole)
        const cut = half.slice(0, 1 + (length % half.length))
        expect(payerKey(half).startsWith(payerKey(cut))).toBe(true)
      }),
    )
  })

  it('does not change when it is taken again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'アガパンミズホー･ ・-.AB1商事') }), (name) => {
        expect(payerKey(payerKey(name))).toBe(payerKey(name))
      }),
    )
  })
})
