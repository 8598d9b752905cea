import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { strangerIn, toBankText } from '../../../../core/billing/zengin/bank-kana.ts'
import { bytesOfText, hasForeignBytes, textOfBytes } from '../../../../core/billing/zengin/jis-x0201.ts'

const party = (text: string) => toBankText(text, 'party')

describe('a name for a bank', () => {
  it.each([
    ['カブシキガイシャ', 'ｶﾌﾞｼｷｶﾞｲｼﾔ'],
    ['ドメインカンリ', 'ﾄﾞﾒｲﾝｶﾝﾘ'],
    ['どめいんかんり', 'ﾄﾞﾒｲﾝｶﾝﾘ'],
    ['ﾄﾞﾒｲﾝｶﾝﾘ', 'ﾄﾞﾒｲﾝｶﾝﾘ'],
    ['サッポロ　ショップ', 'ｻﾂﾎﾟﾛ ｼﾖﾂﾌﾟ'],
    ['サーバー', 'ｻ-ﾊﾞ-'],
    ['ｻｰﾊﾞｰ', 'ｻ-ﾊﾞ-'],
    ['ヴィーナス', 'ｳﾞｲ-ﾅｽ'],
    ['カ）サンプル', 'ｶ)ｻﾝﾌﾟﾙ'],
    ['ＡＢＣ－１２３', 'ABC-123'],
    ['abc−1', 'ABC-1'],
    ['ヵヶヮ', 'ｶｹﾜ'],
  ])('%s is written %s', (text, expected) => {
    expect(party(text)).toEqual({ ok: true, value: expected })
  })

  it.each([
    ['株式会社サンプル', '株'],
    ['サンプル,ショウジ', ','],
    ['ヲシテ', 'ｦ'],
    ['A&B', '&'],
    ['サンプル・ショウジ', '・'],
    ['ヱビス', 'ヱ'],
    ['🍣', '🍣'],
  ])('%s is refused for its %s', (text, character) => {
    expect(party(text)).toEqual({ ok: false, error: { code: 'bad_character', character } })
  })

  it('keeps to what each kind of field allows', () => {
    expect(toBankText('ミツビシＵＦＪ', 'bank')).toEqual({ ok: true, value: 'ﾐﾂﾋﾞｼUFJ' })
    expect(toBankText('ミズホ(ホンテン)', 'bank')).toMatchObject({ ok: false, error: { character: '(' } })
    expect(toBankText('「ヲ/ア\\1」', 'edi')).toEqual({ ok: true, value: '｢ｦ/ｱ\\1｣' })
  })

  it('is what it was when it is written again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = party(text)
        if (once.ok) expect(party(once.value)).toEqual(once)
      }),
    )
  })

  it('has one byte a character', () => {
    const kana = fc.string({ unit: fc.constantFrom(...'アガパッャーヴんぎぽA1 (-.') })
    fc.assert(
      fc.property(kana, (text) => {
        const written = party(text)
        expect(written.ok).toBe(true)
        if (!written.ok) return
        expect(iconv.encode(written.value, 'cp932')).toHaveLength(written.value.length)
        expect(strangerIn(written.value, 'party')).toBeNull()
      }),
    )
  })
})

describe('the bytes of a bank file', () => {
  it('are the same as in CP932 where JIS X 0201 has them', () => {
    for (let byte = 0; byte < 0x100; byte++) {
      const isKnown = byte < 0x80 || (byte >= 0xa1 && byte <= 0xdf)
      const text = textOfBytes(Uint8Array.of(byte))
      if (isKnown) expect(text).toBe(iconv.decode(Buffer.of(byte), 'cp932'))
      expect(hasForeignBytes(text)).toBe(!isKnown)
    }
  })

  it('come back whatever they are, one character each', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = textOfBytes(bytes)
        expect(text).toHaveLength(bytes.length)
        expect(bytesOfText(text)).toEqual(Uint8Array.from(bytes))
      }),
    )
  })

  it('cannot be made of what is no single byte', () => {
    for (const text of ['株', 'ア', '🍣', '\u00b1']) expect(bytesOfText(text)).toBeNull()
  })
})
