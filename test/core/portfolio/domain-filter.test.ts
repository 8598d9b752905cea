import { describe, expect, it } from 'vitest'
import {
  admits,
  admitsSome,
  isAny,
  NO_FILTER,
  parseDomainFilter,
  type RawFilter,
} from '../../../core/portfolio/domain-filter.ts'
import { parseDomainSort } from '../../../core/portfolio/domain-sort.ts'

const parse = (raw: RawFilter) => {
  const parsed = parseDomainFilter(raw)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

describe('filters of a list of names', () => {
  it('let every name through when none is given', () => {
    expect(parse({})).toEqual(NO_FILTER)
    expect(isAny(NO_FILTER.tag)).toBe(true)
  })

  it('are "or" when repeated and "not" with a hyphen in front', () => {
    const { suffix, mode, tag } = parse({ suffix: ['jp', '-co.jp', 'JP'], mode: '-expire', tag: ['a', 'b', '-c'] })
    expect(suffix).toEqual({ in: ['jp'], notIn: ['co.jp'] })
    expect(mode).toEqual({ in: [], notIn: ['expire'] })
    expect(admitsSome(tag, ['b'])).toBe(true)
    expect(admitsSome(tag, ['b', 'c'])).toBe(false)
    expect(admitsSome(tag, ['d'])).toBe(false)
    expect(admits(mode, 'renew')).toBe(true)
    expect(admits(mode, 'expire')).toBe(false)
  })

  it('find names without a tag or department by the empty text', () => {
    const { department, tag } = parse({ department: '', tag: '-' })
    expect(department).toEqual({ in: [''], notIn: [] })
    expect(admitsSome(tag, [])).toBe(false)
    expect(admitsSome(tag, ['a'])).toBe(true)
  })

  it('take yes and no as text or as they stand in a body', () => {
    expect(parse({ critical: true, contradiction: 'false', needsDecision: '-true' })).toMatchObject({
      critical: { in: [true], notIn: [] },
      contradiction: { in: [false], notIn: [] },
      needsDecision: { in: [], notIn: [true] },
    })
  })

  it('read suffixes in either spelling, dates and the search', () => {
    expect(
      parse({ suffix: '東京.jp', search: ' 日本 ', expiresFrom: '2027-01-01', decideTo: '2027-01-24' }),
    ).toMatchObject({
      suffix: { in: ['xn--1lqs71d.jp'] },
      search: '日本',
      expires: { from: '2027-01-01', to: null },
      decide: { from: null, to: '2027-01-24' },
    })
    expect(parse({ search: '  ' }).search).toBeNull()
    expect(parse({ search: '-a' }).search).toBe('-a')
  })

  it('are refused all at once, each with its field', () => {
    const parsed = parseDomainFilter({
      mode: ['renew', 'sometimes'],
      suffix: 'example.jp',
      timeline: 'soon',
      critical: 'yes',
      expiresTo: '2027-02-30',
      search: ['a', 'b'],
      colour: 'red',
    })
    expect(parsed).toMatchObject({ ok: false })
    const fields = parsed.ok ? [] : parsed.error.map(({ field, code }) => `${field} ${code}`)
    expect(fields.sort()).toEqual([
      'colour unknown_filter',
      'critical bad_value',
      'expiresTo bad_value',
      'mode bad_value',
      'search not_repeatable',
      'suffix bad_value',
      'timeline bad_value',
    ])
  })
})

describe('the sort of a list of names', () => {
  it.each([
    ['expiresOn', { field: 'expiresOn', descending: false }],
    ['-price', { field: 'price', descending: true }],
    ['', null],
    ['-', null],
    ['--name', null],
    ['password', null],
    ['constructor', null],
  ])('%j is %o', (text, sort) => {
    expect(parseDomainSort(text)).toEqual(sort)
  })
})
