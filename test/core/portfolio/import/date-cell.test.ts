import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DateRules, readDate } from '../../../../core/portfolio/import/date-cell.ts'
import { collectDates, findOrder } from '../../../../core/portfolio/import/date-order.ts'

const RULES: DateRules = { order: null, century: null, utcDays: false }

const day = (text: string, rules: Partial<DateRules> = {}) => {
  const reading = readDate(text, { ...RULES, ...rules })
  return reading.ok ? (reading.value?.day ?? null) : reading.error
}

describe('a date cell', () => {
  it.each([
    ['2027-01-31', '2027-01-31'],
    ['2027/1/31', '2027-01-31'],
    ['2027.01.31', '2027-01-31'],
    ['20270131', '2027-01-31'],
    ['2027年1月31日', '2027-01-31'],
    ['2027年01月31日(日)', '2027-01-31'],
    ['令和9年1月31日', '2027-01-31'],
    ['令和元年5月1日', '2019-05-01'],
    ['R9.1.31', '2027-01-31'],
    ['平成30年12月31日', '2018-12-31'],
    ['Dec 14 2027', '2027-12-14'],
    ['December 14, 2027', '2027-12-14'],
    ['14 Dec 2027', '2027-12-14'],
    ['22-Apr-2025 UTC', '2025-04-22'],
    ['2025-Apr-22', '2025-04-22'],
    ['2025-04-22 00:00:00 (JST)', '2025-04-22'],
    ['Tue, 14 Dec 2027 10:00:00 GMT', '2027-12-14'],
    ['2026/04/25 07:59 PRC', '2026-04-25'],
    ['2027-08-01 23:59:59', '2027-08-01'],
    ['2027-08-01T23:59:59Z', '2027-08-01'],
    ['2027-08-01T23:59:59.000+09:00', '2027-08-01'],
    ['2027/01/31 11:30 PM', '2027-01-31'],
    ['46418', '2027-01-31'],
    ['46418.75', '2027-01-31'],
  ])('%s is the day %s', (text, expected) => {
    expect(day(text)).toBe(expected)
  })

  it('shows the day that the file shows and keeps the instant beside it', () => {
    const reading = readDate('2026/04/25 07:59 PRC', RULES)
    expect(reading).toEqual({ ok: true, value: { day: '2026-04-25', instant: '2026-04-24T23:59:00.000Z' } })
  })

  it('has no instant where the zone is missing or means several offsets', () => {
    for (const text of ['2027-08-01 23:59:59', '2027/08/01 23:59 CST']) {
      expect(readDate(text, RULES)).toEqual({ ok: true, value: { day: '2027-08-01', instant: null } })
    }
  })

  it.each(['1706745599', '1706745599.0', '1.706745599E9', '1706745599000'])('%s counts from 1970', (text) => {
    expect(readDate(text, RULES)).toEqual({
      ok: true,
      value: { day: '2024-01-31', instant: '2024-01-31T23:59:59.000Z' },
    })
  })

  it('takes the day in UTC where the source printed an instant in somebody’s zone', () => {
    expect(day('2024-02-01T08:59:59+09:00', { utcDays: true })).toBe('2024-01-31')
    expect(day('2024-02-01T08:59:59+09:00')).toBe('2024-02-01')
  })

  it.each(['', '-', 'N/A', 'なし', '0000-00-00', '無期限'])('states no date with %j', (text) => {
    expect(day(text)).toBeNull()
  })

  it.each([
    ['2027-02-30', 'impossible_date'],
    ['31/11/2027', 'impossible_date'],
    ['2027年13月1日', 'impossible_date'],
    ['令和元年4月30日', 'impossible_date'],
    ['Feb 30 2027', 'impossible_date'],
    ['tomorrow', 'bad_date'],
    ['2027-01-31 and later', 'bad_date'],
    ['Foo 11 2027', 'bad_date'],
    ['12/2027', 'bad_date'],
    ['=TODAY()', 'bad_date'],
    ['03/04/2027', 'date_order_unknown'],
    ['22-Apr-25', 'century_unknown'],
    ['31/12/27', 'century_unknown'],
  ])('%s is refused as %s', (text, code) => {
    expect(day(text)).toBe(code)
  })

  it('needs no order where both orders give the same day or only one gives a day', () => {
    expect(day('03/03/2027')).toBe('2027-03-03')
    expect(day('31-01-2027')).toBe('2027-01-31')
    expect(day('01.31.2027')).toBe('2027-01-31')
  })

  it('follows the order of its column and refuses what contradicts it', () => {
    expect(day('03/04/2027', { order: 'dayFirst' })).toBe('2027-04-03')
    expect(day('03/04/2027', { order: 'monthFirst' })).toBe('2027-03-04')
    expect(day('31/01/2027', { order: 'monthFirst' })).toBe('date_order_contradicted')
  })

  it('reads years of two digits in the century that was answered', () => {
    expect(day('31/12/27', { order: 'dayFirst', century: '2000' })).toBe('2027-12-31')
    expect(day('27/12/31', { order: 'yearFirst', century: '2000' })).toBe('2027-12-31')
    expect(day('22-Apr-99', { century: '1970' })).toBe('1999-04-22')
    expect(day('22-Apr-25', { century: '1970' })).toBe('2025-04-22')
  })

  it('never throws and never invents a day that is not in the calendar', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9/:. -]{4,20}$/)), (text) => {
        const reading = readDate(text, { order: 'dayFirst', century: '2000', utcDays: false })
        if (reading.ok && reading.value) expect(reading.value.day).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      }),
    )
  })

  it('reads any day back from each way of writing it', () => {
    const days = fc.record({
      y: fc.integer({ min: 2000, max: 2068 }),
      m: fc.integer({ min: 1, max: 12 }),
      d: fc.integer({ min: 1, max: 28 }),
    })
    fc.assert(
      fc.property(days, ({ y, m, d }) => {
        const pad = (value: number) => String(value).padStart(2, '0')
        const iso = `${y}-${pad(m)}-${pad(d)}`
        expect(day(`${y}年${m}月${d}日`)).toBe(iso)
        expect(day(`${m}/${d}/${y}`, { order: 'monthFirst' })).toBe(iso)
        expect(day(`${pad(d)}.${pad(m)}.${y}`, { order: 'dayFirst' })).toBe(iso)
        expect(day(`${pad(y % 100)}-${m}-${d}`, { order: 'yearFirst', century: '2000' })).toBe(iso)
        if (y >= 2020) expect(day(`令和${y - 2018}年${m}月${d}日`)).toBe(iso)
      }),
    )
  })
})

describe('the order of a date column', () => {
  const finding = (cells: readonly string[], documented: 'monthFirst' | null = null) => {
    const column = collectDates()
    for (const cell of cells) column.add(cell)
    return findOrder(column.evidence(), documented)
  }

  it('is of no concern where every cell is plain', () => {
    expect(finding(['2027-01-31', '03/03/2027', ''])).toEqual({ kind: 'plain' })
  })

  it('is decided by one cell that fits only one order', () => {
    expect(finding(['03/04/2027', '05/06/2027', '25/12/2027'])).toEqual({ kind: 'found', order: 'dayFirst' })
    expect(finding(['03/04/2027', '12/25/2027'])).toEqual({ kind: 'found', order: 'monthFirst' })
  })

  it('is asked for where every cell fits both orders', () => {
    expect(finding(['03/04/2027', '05/06/2027'])).toEqual({ kind: 'ask', options: ['dayFirst', 'monthFirst'] })
  })

  it('is asked for where cells contradict one another', () => {
    expect(finding(['25/12/2027', '12/25/2027'])).toEqual({ kind: 'ask', options: ['dayFirst', 'monthFirst'] })
  })

  it('is the documented one of a known export unless the values rule that out', () => {
    expect(finding(['03/04/2027'], 'monthFirst')).toEqual({ kind: 'found', order: 'monthFirst' })
    expect(finding(['03/04/2027', '25/12/2027'], 'monthFirst')).toEqual({ kind: 'found', order: 'dayFirst' })
  })

  it('may be year first where years have two digits', () => {
    expect(finding(['01/02/03'])).toEqual({ kind: 'ask', options: ['dayFirst', 'monthFirst', 'yearFirst'] })
    expect(finding(['27/01/31', '28/02/03'])).toEqual({ kind: 'ask', options: ['dayFirst', 'yearFirst'] })
    expect(finding(['27/31/01'])).toEqual({ kind: 'plain' })
  })
})
