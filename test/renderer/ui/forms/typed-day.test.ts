import { describe, expect, it } from 'vitest'
import { readTypedDay, readTypedMonth, readTypedTime } from '../../../../renderer/ui/forms/typed-day.ts'

describe('a day that is typed', () => {
  it.each([
    '2026-11-28',
    '2026/11/28',
    '2026.11.28',
    '2026年11月28日',
    '２０２６年１１月２８日',
    '令和8年11月28日',
    '20261128',
    '28 Nov 2026',
    'Sat, 28 Nov 2026',
    'November 28, 2026',
    '28/11/2026',
    '11/28/2026',
    ' 2026/11/28(土) ',
  ])('%s is 28 November 2026', (text) => {
    expect(readTypedDay(text)).toBe('2026-11-28')
  })

  it.each(['', 'soon', '2026-02-30', '03/04/2027', '2026/11', '28 Nov', '46354', '1795824000', 'なし'])(
    '%s is refused',
    (text) => {
      expect(readTypedDay(text)).toBeNull()
    },
  )
})

describe('a month that is typed', () => {
  it.each(['2026-11', '2026/11', '2026年11月', '202611', 'Nov 2026', 'November, 2026'])(
    '%s is November 2026',
    (text) => {
      expect(readTypedMonth(text)).toBe('2026-11')
    },
  )

  it.each(['', '2026', '2026-13', '11', '2026-11-28', 'Foo 2026'])('%s is refused', (text) => {
    expect(readTypedMonth(text)).toBeNull()
  })
})

describe('a time that is typed', () => {
  it.each([
    ['9:30', '09:30'],
    ['0930', '09:30'],
    ['２３：５９', '23:59'],
  ])('%s is %s', (text, time) => {
    expect(readTypedTime(text)).toBe(time)
  })

  it.each(['', '24:00', '12:60', '9', 'noon'])('%s is refused', (text) => {
    expect(readTypedTime(text)).toBeNull()
  })
})
