import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoDate, isoMonthSchema } from '../../../core/calendar/iso-date.ts'
import { noticeIcal } from '../../../service/modules/notices/exports/notice-calendar.ts'
import { noticeDocument, noticeRow, noticeRows } from '../../support/notice-builder.ts'

type Property = { readonly name: string; readonly value: string }

/** Content lines with the folding taken back, by the rules of RFC 5545 §3.1. */
function propertiesOf(ical: string): Property[] {
  return ical
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^([A-Z-]+)((?:;[A-Z]+=[^:;]+)*):(.*)$/s.exec(line)
      if (!match) throw new Error(`not a content line: ${line}`)
      return { name: match[1] ?? '', value: match[3] ?? '' }
    })
}

function eventsOf(ical: string): Readonly<Record<string, string>>[] {
  const events: Record<string, string>[] = []
  for (const { name, value } of propertiesOf(ical)) {
    if (name === 'BEGIN' && value === 'VEVENT') events.push({})
    else if (name !== 'END') Object.assign(events.at(-1) ?? {}, { [name]: value })
  }
  return events
}

const unescaped = (value = '') => value.replace(/\\n/g, '\n').replace(/\\([\\;,])/g, '$1')
const ical = (...args: Parameters<typeof noticeDocument>) => {
  const notice = noticeDocument(...args)
  return noticeIcal(notice, notice.rows)
}

describe('the notice as a calendar', () => {
  it('is a published calendar with an all-day event on the last day to decide', () => {
    const text = ical([noticeRow({ tags: ['a', 'b,c'] })])
    expect(propertiesOf(text).slice(0, 5)).toEqual([
      { name: 'BEGIN', value: 'VCALENDAR' },
      { name: 'VERSION', value: '2.0' },
      { name: 'PRODID', value: '-//Daicho//Renewal notices//EN' },
      { name: 'CALSCALE', value: 'GREGORIAN' },
      { name: 'METHOD', value: 'PUBLISH' },
    ])
    const [event] = eventsOf(text)
    expect(event).toMatchObject({ DTSTART: '20270124', DTEND: '20270125', DTSTAMP: '20261031T150500Z' })
    expect(event?.['SUMMARY']).toBe('変更期限: example.jp (自動更新)')
    expect(unescaped(event?.['DESCRIPTION'])).toContain('タグ: a、b,c')
    expect(text).toContain('DTSTART;VALUE=DATE:20270124\r\n')
  })

  it('keeps the UID of a name and raises its sequence from month to month, and tells expiries apart', () => {
    const [november] = eventsOf(ical([noticeRow()]))
    const [january] = eventsOf(ical([noticeRow()], { month: isoMonthSchema.parse('2027-01') }))
    const [later] = eventsOf(ical([noticeRow({ expiresOn: isoDate('2028-01-31') })]))
    expect(january?.['UID']).toBe(november?.['UID'])
    expect(Number(january?.['SEQUENCE'])).toBe(Number(november?.['SEQUENCE']) + 2)
    expect(later?.['UID']).not.toBe(november?.['UID'])
  })

  it('has an event for each name up to 200, and for each day beyond', () => {
    expect(eventsOf(ical(noticeRows(200)))).toHaveLength(200)
    const events = eventsOf(ical(noticeRows(201), { language: 'en' }))
    expect(events).toHaveLength(91)
    expect(events[0]?.['SUMMARY']).toBe('Decide by today: 3 names (2 auto-renew\\, 1 auto-expire)')
    expect(new Set(events.map((event) => event['UID'])).size).toBe(91)
  })

  it('names the first hundred of a crowded day and counts the rest', () => {
    const rows = Array.from({ length: 250 }, (_, index) => noticeRow({ name: `n${index}.jp` }))
    const [event] = eventsOf(ical(rows))
    expect(unescaped(event?.['DESCRIPTION']).split('\n')).toHaveLength(102)
    expect(event?.['DESCRIPTION']).toContain('ほか150件')
  })

  it('still has a component when there is nothing to decide, as a calendar must', () => {
    expect(eventsOf(ical([]))).toHaveLength(1)
    expect(eventsOf(ical([noticeRow({ decideBy: null })]))).toHaveLength(1)
  })

  it('has no line over 75 octets, cuts no character, and gives every text back whole', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(text, text, (department, accountName) => {
        const calendar = ical([noticeRow({ department })], { accountName })
        for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(calendar).not.toMatch(/[^\r]\n|\r[^\n]/)
        const [event] = eventsOf(calendar)
        const whole = department
          .toWellFormed()
          .replace(/\r\n?/g, '\n')
          .replace(/(?![\t\n])\p{Cc}/gu, '')
        expect(unescaped(event?.['DESCRIPTION'])).toContain(`部署: ${whole}`)
      }),
    )
  })
})
