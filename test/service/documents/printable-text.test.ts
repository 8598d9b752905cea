import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  printableName,
  printableText,
  unsupportedCharacters,
} from '../../../service/adapters/documents/printable-text.ts'
import { compilePdf } from '../../../service/adapters/documents/typst-compiler.ts'
import { noticePdf } from '../../../service/modules/notices/exports/notice-pdf.ts'
import { noticeDocument, noticeRow } from '../../support/notice-builder.ts'

/** Whether the compiler accepts a text as it is. */
function compiles(addressee: string): boolean {
  const { madeAt } = noticeDocument([])
  const words = { title: '', lead: '', none: '' }
  const data = { language: 'ja', title: '', footer: '', addressee, madeOn: '', month: '', words, facts: [['', '']] }
  try {
    compilePdf('notice', { ...data, isEmpty: true }, madeAt)
    return true
  } catch {
    return false
  }
}

describe('what documents can print', () => {
  it.each([
    ['株式会社𠮷野', []],
    ['髙島屋・﨑山', []],
    ['삼성.kr', []],
    ['中国移动.cn', []],
    ['ไทย.com', []],
    ['العربية.com', []],
    ['bücher.de, пример.рф, Ελλάς.gr', []],
    ['ｶﾞｷﾞｸﾞ', []],
    ['葛\u{E0100}飾', []],
    ['か\u3099', []],
    ['😀.jp', ['😀']],
    ['👨‍👩‍👧 と 👨‍👩‍👧', ['👨‍👩‍👧']],
    ['1️⃣', ['1️⃣']],
    ['עברית', ['ע', 'ב', 'ר', 'י', 'ת']],
  ])('finds in %s the characters %j that no font has', (text, expected) => {
    expect(unsupportedCharacters(text)).toEqual(expected)
  })

  it.each([
    '株式会社𠮷野',
    '삼성.kr',
    'ไทย.com',
    'العربية.com',
    'e\u0301\u0323',
    '😀',
    '1️⃣',
    '❤',
    'עברית',
    'हिन्दी',
    '\ue000',
  ])('agrees with the compiler on %s', (text) => {
    expect(compiles(text)).toBe(unsupportedCharacters(text).length === 0)
  })

  it('prints a name in letters, or as its A-label where a character is missing', () => {
    expect(printableName('xn--wgv71a.jp', '日本.jp')).toBe('日本.jp')
    expect(printableName('xn--e28h.jp', '😀.jp')).toBe('xn--e28h.jp')
  })

  it('puts 〓 for what cannot be printed and a blank for control characters', () => {
    expect(printableText('🔥本番\u0000環境\u0007')).toBe('〓本番 環境 ')
    expect(printableText('\ud83d')).toBe('〓')
  })

  it('makes any text one that the compiler accepts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => compiles(printableText(text))),
      { numRuns: 150 },
    )
  })

  it('lets no account, name, department or tag make a notice fail', () => {
    const hostile = '🔥\u202e\u0000#eval("1")\n$x$ \\ 👩🏽‍🚀 हिन्दी'
    const row = noticeRow({ name: 'xn--e28h.jp', unicodeName: '😀.jp', department: hostile, tags: [hostile, hostile] })
    expect(noticePdf(noticeDocument([row], { accountName: hostile })).length).toBeGreaterThan(1000)
  })
})
