import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDomainName } from '../../../core/domains/domain-name.ts'
import { suffixOf } from '../../../core/domains/suffix.ts'

describe('a domain name as people write it', () => {
  it.each([
    ['EXAMPLE.Co.JP', 'example.co.jp', 'example.co.jp', 'co.jp'],
    ['example.com.', 'example.com', 'example.com', 'com'],
    [' \u3000example.com\t', 'example.com', 'example.com', 'com'],
    ['\ufeffexample.com', 'example.com', 'example.com', 'com'],
    ['ｅｘａｍｐｌｅ．ｃｏｍ', 'example.com', 'example.com', 'com'],
    ['日本語。jp', 'xn--wgv71a119e.jp', '日本語.jp', 'jp'],
    ['日本語．jp．', 'xn--wgv71a119e.jp', '日本語.jp', 'jp'],
    ['XN--WGV71A119E.JP', 'xn--wgv71a119e.jp', '日本語.jp', 'jp'],
    ['ﾊﾛｰ.jp', 'xn--mdk0c0b.jp', 'ハロー.jp', 'jp'],
    ['MÜNCHEN.de', 'xn--mnchen-3ya.de', 'münchen.de', 'de'],
    ['straße.de', 'xn--strae-oqa.de', 'straße.de', 'de'],
    ['例子.公司.cn', 'xn--fsqu00a.xn--55qx5d.cn', '例子.公司.cn', 'xn--55qx5d.cn'],
    ['אבג.com', 'xn--4dbcd.com', 'אבג.com', 'com'],
    ['日・本.jp', 'xn--vek160nc2a.jp', '日・本.jp', 'jp'],
    ['1.com', '1.com', '1.com', 'com'],
    ['example.tokyo.jp', 'example.tokyo.jp', 'example.tokyo.jp', 'tokyo.jp'],
    ['city.kawasaki.jp', 'city.kawasaki.jp', 'city.kawasaki.jp', 'kawasaki.jp'],
    ['www.ck', 'www.ck', 'www.ck', 'ck'],
  ])('%j is %s', (text, name, unicodeName, suffix) => {
    expect(parseDomainName(text)).toEqual({ ok: true, value: { name, unicodeName, suffix } })
  })

  it.each([
    ['', 'empty'],
    [' \u3000 ', 'empty'],
    ['.', 'empty'],
    ['co.jp', 'bare_suffix'],
    ['COM', 'bare_suffix'],
    ['tokyo.jp', 'bare_suffix'],
    ['a.kawasaki.jp', 'bare_suffix'],
    ['公司.cn', 'bare_suffix'],
    ['github.io', 'private_suffix'],
    ['someone.github.io', 'private_suffix'],
    ['a.b.github.io', 'private_suffix'],
    ['blogspot.com', 'private_suffix'],
    ['localhost', 'not_a_domain'],
    ['https://example.com/', 'not_a_domain'],
    ['someone@example.com', 'not_a_domain'],
    ['exa mple.com', 'not_a_domain'],
    ['a.com, b.com', 'not_a_domain'],
    ['192.168.0.1', 'not_a_domain'],
    ['[2001:db8::1]', 'not_a_domain'],
    ['=HYPERLINK("http://x.example")', 'not_a_domain'],
    ['example.nosuchtld', 'unknown_suffix'],
    ['a..com', 'bad_label'],
    ['.example.com', 'bad_label'],
    ['example.com..', 'bad_label'],
    ['-a.com', 'bad_label'],
    ['a-.com', 'bad_label'],
    ['ab--c.com', 'bad_label'],
    ['a_b.com', 'bad_label'],
    ['*.example.com', 'bad_label'],
    ['null\u0000.com', 'bad_label'],
    ['\u202eexample.com', 'bad_label'],
    ['xn--a.com', 'bad_label'],
    ['xn--example-.com', 'bad_label'],
    ['😀.com', 'bad_label'],
    ['i❤️.ws', 'bad_label'],
    ['xn--e28h.com', 'bad_label'],
    ['אבגabc.com', 'bad_label'],
    ['1אבג.com', 'bad_label'],
    ['・.jp', 'bad_label'],
    ['a·b.com', 'bad_label'],
    ['\u0301a.com', 'bad_label'],
    ['a\ud800.com', 'bad_label'],
    [`${'a'.repeat(64)}.com`, 'too_long'],
    [`${'日'.repeat(60)}.jp`, 'too_long'],
    [`${'a.'.repeat(125)}example.com`, 'too_long'],
    ['x'.repeat(5_000_000), 'too_long'],
  ])('%j is refused as %s', (text, code) => {
    expect(parseDomainName(text)).toMatchObject({ ok: false, error: { code } })
  })

  it.each([
    ['www.example.co.jp', 'example.co.jp'],
    ['A.B.Example.COM', 'example.com'],
    ['www.日本語.jp', 'xn--wgv71a119e.jp'],
  ])('%s is refused as a sub-domain of %s', (text, registrable) => {
    expect(parseDomainName(text)).toEqual({ ok: false, error: { code: 'sub_domain', registrable } })
  })

  const label = fc.stringMatching(/^[a-z0-9]([a-z0-9]{0,20}[a-z0-9])?$/)
  const script = fc.constantFrom('日', '本', '語', 'ä', 'é', 'ア', '한', 'я')
  const unicodeLabel = fc.array(script, { minLength: 1, maxLength: 10 }).map((letters) => letters.join(''))
  const suffix = fc.constantFrom('com', 'jp', 'co.jp', 'tokyo.jp', 'de', 'co.uk')

  it('stays the same when normalised again, in either spelling', () => {
    fc.assert(
      fc.property(fc.oneof(label, unicodeLabel), suffix, (first, under) => {
        const parsed = parseDomainName(`${first}.${under}`.toUpperCase())
        fc.pre(parsed.ok)
        expect(parseDomainName(parsed.value.name)).toEqual(parsed)
        expect(parseDomainName(parsed.value.unicodeName)).toEqual(parsed)
        expect(suffixOf(parsed.value.name)).toBe(under)
      }),
    )
  })

  it('never throws, and what passes is made of letters, digits and hyphens', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        for (const candidate of [text, `${text}.com`]) {
          const parsed = parseDomainName(candidate)
          if (parsed.ok) expect(parsed.value.name).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
        }
      }),
    )
  })
})
