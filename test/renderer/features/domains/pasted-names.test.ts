import { describe, expect, it } from 'vitest'
import { pastedNames } from '../../../../renderer/features/domains/pasted-names.ts'

describe('names in a pasted text', () => {
  it.each([
    ['a.jp\nb.jp', ['a.jp', 'b.jp']],
    ['a.jp, b.jp;c.jp、d.jp', ['a.jp', 'b.jp', 'c.jp', 'd.jp']],
    ['Example.CO.JP.', ['example.co.jp']],
    ['https://example.com/', ['example.com']],
    ['日本語.jp xn--wgv71a119e.jp', ['xn--wgv71a119e.jp']],
    ['ｅｘａｍｐｌｅ．ｊｐ', ['example.jp']],
    ['not a name!', ['not', 'a', 'name!']],
    ['  ', []],
  ])('%j are %j', (text, names) => {
    expect(pastedNames(text)).toEqual(names)
  })
})
