import { describe, expect, it } from 'vitest'
import { parseSuffix, suffixSchema, unicodeSuffix } from '../../../core/domains/suffix.ts'
import { expiryBehaviour, listSuffixes, suffixFacts } from '../../../core/domains/tld-catalogue.ts'
import suffixRules from '../../../resources/tlds/suffix-rules.json' with { type: 'json' }

const facts = (text: string) => suffixFacts(parseSuffix(text)!)

describe('a suffix', () => {
  it.each([
    ['co.jp', 'co.jp'],
    ['.JP', 'jp'],
    ['公司.cn', 'xn--55qx5d.cn'],
    ['東京.jp', 'xn--1lqs71d.jp'],
    ['foo.ck', 'foo.ck'],
  ])('%s is %s', (text, suffix) => {
    expect(parseSuffix(text)).toBe(suffix)
    expect(suffixSchema.parse(text)).toBe(suffix)
  })

  it.each(['', '.', '*', 'example.co.jp', 'github.io', 'nosuchtld', 'co jp', 'x'.repeat(300)])('%j is none', (text) => {
    expect(parseSuffix(text)).toBeNull()
    expect(suffixSchema.safeParse(text).success).toBe(false)
  })

  it('is shown in its own script', () => {
    expect(unicodeSuffix(parseSuffix('xn--55qx5d.cn')!)).toBe('公司.cn')
  })
})

describe('the TLD catalogue', () => {
  it('knows every suffix of the public suffix list, with a family', () => {
    const all = listSuffixes()
    expect(all.length).toBeGreaterThan(6000)
    for (const { suffix } of all.filter(({ suffix }) => !suffix.includes('*'))) expect(parseSuffix(suffix)).toBe(suffix)
  })

  it('has rows only for suffixes that exist, each suffix once, each row with source and date', () => {
    const known = new Set<string>(listSuffixes().map(({ suffix }) => suffix))
    const named = suffixRules.suffixes.flatMap(({ suffixes }) => suffixes)
    expect(named.filter((suffix) => !known.has(suffix))).toEqual([])
    expect(new Set(named).size).toBe(named.length)
    for (const suffix of named) {
      expect(facts(suffix)).toMatchObject({ basis: 'suffix', source: expect.any(String), asOf: '2026-11-22' })
    }
  })

  it.each([
    ['jp', 'jpGeneral', 'suffix'],
    ['tokyo.jp', 'jpPrefecture', 'suffix'],
    ['東京.jp', 'jpPrefecture', 'suffix'],
    ['co.jp', 'jpOrganisational', 'suffix'],
    ['lg.jp', 'jpOrganisational', 'suffix'],
    ['shinjuku.tokyo.jp', 'jpGeographic', 'family'],
    ['kawasaki.jp', 'jpGeographic', 'family'],
    ['com', 'gtld', 'family'],
    ['tokyo', 'gtld', 'family'],
    ['コム', 'gtld', 'family'],
    ['de', 'cctld', 'suffix'],
    ['kr', 'cctld', 'family'],
    ['中国', 'cctld', 'family'],
    ['gov', 'infrastructure', 'family'],
  ])('puts %s into %s by its %s', (text, family, basis) => {
    expect(facts(text)).toMatchObject({ family, basis })
  })

  it('says nothing about suffixes of which nothing is known', () => {
    expect(facts('kr')).toMatchObject({ source: null, asOf: null, rule: { graceDays: null, cutOff: null } })
  })

  it('marks what no source says', () => {
    expect(facts('de').rule.unverified).toContain('expiryModel')
    expect(facts('nl').rule).toMatchObject({
      source: expect.stringContaining('Not verified'),
      redemption: { days: 30 },
    })
  })

  it('knows how names behave on their expiry', () => {
    expect(expiryBehaviour(parseSuffix('com')!)).toEqual({ publishesExpiry: true, autoRenewGraceDays: 45 })
    expect(expiryBehaviour(parseSuffix('co.jp')!)).toEqual({ publishesExpiry: true, autoRenewGraceDays: null })
    expect(expiryBehaviour(parseSuffix('de')!)).toEqual({ publishesExpiry: false, autoRenewGraceDays: null })
  })
})
