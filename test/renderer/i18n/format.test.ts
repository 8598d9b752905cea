import { describe, expect, it } from 'vitest'
import { isoDate, isoMonthSchema } from '../../../core/calendar/iso-date.ts'
import { currencySchema } from '../../../core/money/money.ts'
import { createFormat } from '../../../renderer/i18n/format.ts'
import { initialLanguage, localeFor } from '../../../renderer/i18n/language.ts'

const ja = createFormat('ja-JP')
const en = createFormat('en-GB')
const DAY = isoDate('2027-01-25')
const TODAY = isoDate('2026-11-30')
const money = (amount: string, currency: string) => ({ amount, currency: currencySchema.parse(currency) })

describe('days', () => {
  it('stand without their year where that is near', () => {
    expect(ja.nearDay(DAY, TODAY)).toBe('01/25(月)')
    expect(en.nearDay(DAY, TODAY)).toBe('Mon 25 Jan')
    expect(en.nearDay(isoDate('2028-01-25'), TODAY)).toBe('Tue, 25 Jan 2028')
  })

  it('stand with their weekday, as each language writes them', () => {
    expect(ja.day(DAY)).toBe('2027/01/25(月)')
    expect(en.day(DAY)).toBe('Mon, 25 Jan 2027')
    expect(createFormat('en-US').day(DAY)).toBe('Mon, Jan 25, 2027')
  })

  it('do not move with the machine’s time zone', () => {
    expect(en.plainDay(isoDate('2027-01-01'))).toBe('1 Jan 2027')
    expect(en.month(isoMonthSchema.parse('2027-12'))).toBe('December 2027')
  })

  it.each([
    ['2026-11-30', '今日', 'today'],
    ['2026-12-01', '明日', 'tomorrow'],
    ['2026-12-12', '12日後', 'in 12 days'],
    ['2026-11-23', '7日前', '7 days ago'],
    ['2027-04-30', '5か月後', 'in 5 mo'],
    ['2031-11-30', '5年後', 'in 5y'],
  ])('%s is %s or %s', (day, japanese, english) => {
    const close = (text: string) => text.replace(/\s/g, '')
    expect(close(ja.distance(isoDate(day), TODAY))).toBe(japanese)
    expect(close(en.distance(isoDate(day), TODAY))).toMatch(new RegExp(`^${close(english).slice(0, 4)}`))
  })

  it('of an instant are those of the account’s zone, with their weekday', () => {
    expect(ja.instant('2026-11-30T23:05:00Z', 'Asia/Tokyo')).toBe('2026/12/01(火) 8:05')
    expect(en.instant('2026-11-30T23:05:00Z', 'Asia/Tokyo')).toBe('Tue, 1 Dec 2026, 08:05')
  })

  it('as months in a row carry their year where it changes', () => {
    expect([ja.shortMonth(isoMonthSchema.parse('2026-12')), ja.shortMonth(isoMonthSchema.parse('2027-01'))]).toEqual([
      '12月',
      '2027年1月',
    ])
    expect([en.shortMonth(isoMonthSchema.parse('2026-12')), en.shortMonth(isoMonthSchema.parse('2027-01'))]).toEqual([
      'Dec',
      'Jan 2027',
    ])
  })

  it('and times ago have no blank within a Japanese sentence', () => {
    expect(ja.age(20_000)).toBe('1分以内')
    expect(ja.age(5 * 60_000)).toBe('5分前')
    expect(en.age(3 * 3_600_000)).toMatch(/^3\s?hr? ago$/)
  })
})

describe('money', () => {
  it('has its currency and the decimals of it', () => {
    expect(ja.money(money('3980', 'JPY'))).toBe('¥3,980')
    expect(en.money(money('3980', 'JPY'))).toBe('¥3,980')
    expect(en.money(money('18.9', 'USD'))).toBe('US$18.90')
  })

  it('is told briefly where there is little room, and only when it is long', () => {
    expect(ja.briefMoney(money('53760', 'JPY'))).toBe('¥53,760')
    expect(ja.briefMoney(money('318400000', 'JPY'))).toBe('¥3.18億')
    expect(en.briefMoney(money('318400000', 'JPY'))).toBe('¥318m')
    expect(en.briefMoney(money('1234567.89', 'USD'))).toBe('US$1.23m')
  })

  it('is never rounded by floating point', () => {
    expect(en.money(money('123456789012.99', 'USD'))).toBe('US$123,456,789,012.99')
  })
})

describe('the language', () => {
  it.each([
    [null, ['ja-JP', 'en-US'], 'ja'],
    [null, ['fr-FR', 'en-US'], 'en'],
    [null, ['fr-FR'], 'en'],
    ['ja', ['en-US'], 'ja'],
    ['xx', ['ja'], 'ja'],
  ])('with %s stored on a system of %o is %s', (stored, system, language) => {
    expect(initialLanguage(stored, system)).toBe(language)
  })

  it('takes the system’s own variant of a language', () => {
    expect(localeFor('en', ['ja-JP', 'en-US'])).toBe('en-US')
    expect(localeFor('ja', ['en-US'])).toBe('ja-JP')
  })
})
