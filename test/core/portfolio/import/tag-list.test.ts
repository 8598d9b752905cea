import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTags, writeTags } from '../../../../core/portfolio/import/tag-list.ts'

describe('tags in a cell', () => {
  it.each([
    ['EC; 海外', ['EC', '海外']],
    ['Brand Sites|Keep、海外', ['Brand Sites', 'Keep', '海外']],
    ['"Tokyo, Osaka"; "say ""hi"""', ['Tokyo, Osaka', 'say "hi"']],
    ['5" screens; "unended', ['5" screens', '"unended']],
    ['none; "none"', ['none']],
    [' ; ,', []],
  ])('%j are read as %j', (text, tags) => {
    expect(readTags(text)).toEqual(tags)
  })

  it('are read back as they were written, whatever stands in them', () => {
    const letters = fc.constantFrom('a', ' ', ',', ';', '|', '"', '、', '-', '\n', '海')
    const tag = fc.string({ unit: letters, maxLength: 6 }).map((text) => text.trim())
    fc.assert(
      fc.property(fc.uniqueArray(tag, { maxLength: 5 }), (tags) => {
        const known = tags.filter((one) => one !== '')
        expect(readTags(writeTags(known))).toEqual(known)
      }),
    )
  })
})
