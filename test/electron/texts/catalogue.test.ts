import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import { languageOf, shellTexts } from '../../../electron/main/texts/catalogue.ts'

describe('the language of the shell', () => {
  it.each([
    [['ja-JP', 'en-US'], 'ja'],
    [['en-US', 'ja-JP'], 'en'],
    [['de-DE', 'ja-JP'], 'ja'],
    [['ko-KR'], 'en'],
    [['JA'], 'ja'],
    [[], 'en'],
  ])('of a system that prefers %j is %s', (languages, language) => {
    expect(languageOf(languages)).toBe(language)
  })
})

describe('a reminder in words', () => {
  const summary = {
    names: 1204,
    first: isoDate('2027-01-24'),
    lapsing: 1200,
    contradictions: 3,
    shielded: 1,
    examples: ['例え.jp', 'b.jp', 'c.jp'],
  }

  it('in English', () => {
    expect(shellTexts('en').reminder(summary)).toEqual({
      title: '1,204 names need a decision, the first by Sunday, January 24, 2027',
      body: '3 set otherwise at the registrar · 1,200 will lapse · 1 held only because critical\n例え.jp, b.jp, c.jp and 1,201 more',
    })
  })

  it('in Japanese', () => {
    expect(shellTexts('ja').reminder(summary)).toEqual({
      title: '変更期限が近いドメイン：1,204件（最短 2027年1月24日(日)）',
      body: '登録事業者の設定と不一致 3件・自動失効 1,200件・重要ドメインのため維持 1件\n例え.jp、b.jp、c.jp ほか1,201件',
    })
  })
})
