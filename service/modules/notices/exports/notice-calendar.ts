import { columnDay, monthText } from '../../../../core/calendar/day-text.ts'
import { addDays, type IsoDate } from '../../../../core/calendar/iso-date.ts'
import { moneyText } from '../../../../core/money/money-text.ts'
import type { NoticeHead, NoticeRow } from '../../../../core/renewal/notice-document.ts'
import { type DocumentTexts, documentTexts, fillText } from '../../../adapters/documents/document-texts.ts'
import { icalLine, icalText, icalTime } from './ical-lines.ts'

/** Up to so many names each have an event of their own; a longer notice has one for each day. */
const SINGLE_EVENTS_MAX = 200
/** Names that the event of a day spells out. */
const NAMES_PER_EVENT = 100

type CalendarHead = Pick<
  NoticeHead,
  'accountId' | 'accountName' | 'month' | 'madeAt' | 'windowFrom' | 'language' | 'total'
>
type DecidedRow = NoticeRow & { readonly decideBy: IsoDate }
type Event = { readonly uid: string; readonly day: IsoDate; readonly summary: string; readonly description: string }

/**
 * The notice as iCalendar (RFC 5545, METHOD:PUBLISH): an all-day event on each `decideBy`. UIDs stay the same from
 * month to month and SEQUENCE grows, so that importing the next notice updates the events instead of doubling them.
 */
export function noticeIcal(head: CalendarHead, rows: Iterable<NoticeRow>): string {
  const texts = documentTexts[head.language]
  const title = fillText(texts.calendar.title, { account: head.accountName })
  const decided = [...rows].filter(hasDecideBy)
  const events = calendarEvents(head, decided)
  return [
    icalLine('BEGIN', 'VCALENDAR'),
    icalLine('VERSION', '2.0'),
    icalLine('PRODID', '-//Daicho//Renewal notices//EN'),
    icalLine('CALSCALE', 'GREGORIAN'),
    icalLine('METHOD', 'PUBLISH'),
    icalLine('X-WR-CALNAME', icalText(title)),
    ...events.map((event) => eventLines(head, event)),
    icalLine('END', 'VCALENDAR'),
  ].join('')
}

/** Never none: a calendar must have a component (RFC 5545 §3.6). */
function calendarEvents(head: CalendarHead, rows: readonly DecidedRow[]): readonly Event[] {
  if (rows.length === 0) return [emptyNoticeEvent(head)]
  return head.total > SINGLE_EVENTS_MAX ? dayEvents(head, rows) : rows.map((row) => nameEvent(head, row))
}

function emptyNoticeEvent(head: CalendarHead): Event {
  const month = monthText(head.month, head.language)
  return {
    uid: `${head.month}.${head.accountId}@decisions.daicho`,
    day: head.windowFrom,
    summary: fillText(documentTexts[head.language].calendar.none, { month }),
    description: '',
  }
}

function hasDecideBy(row: NoticeRow): row is DecidedRow {
  return row.decideBy !== null
}

function nameEvent(head: CalendarHead, row: DecidedRow): Event {
  const texts = documentTexts[head.language]
  return {
    uid: `${row.name}.${row.expiresOn}.${head.accountId}@decisions.daicho`,
    day: row.decideBy,
    summary: fillText(texts.calendar.one, { name: row.unicodeName, mode: texts.mode[row.mode] }),
    description: nameDetails(head, row, texts).join('\n'),
  }
}

function nameDetails(head: CalendarHead, row: DecidedRow, texts: DocumentTexts): string[] {
  const words = texts.calendar
  const { language } = head
  return [
    row.unicodeName === row.name ? row.name : `${row.unicodeName} (${row.name})`,
    fillText(words.expiresOn, { day: columnDay(row.expiresOn, language) }),
    fillText(words.mode, { mode: texts.mode[row.mode], scope: texts.scope[row.scope] }),
    ...(row.price ? [fillText(words.price, { price: moneyText(row.price) })] : []),
    ...(row.department === null ? [] : [fillText(words.department, { department: row.department })]),
    ...(row.tags.length === 0 ? [] : [fillText(words.tags, { tags: row.tags.join(texts.notice.tagSeparator) })]),
    fillText(words.month, { month: monthText(head.month, language) }),
  ]
}

function dayEvents(head: CalendarHead, rows: readonly DecidedRow[]): Event[] {
  const texts = documentTexts[head.language]
  const words = texts.calendar
  return [...Map.groupBy(rows, (row) => row.decideBy)].map(([day, names]) => {
    const renew = names.filter(({ mode }) => mode === 'renew').length
    const count = names.length
    const more = count - NAMES_PER_EVENT
    return {
      uid: `${day}.${head.accountId}@decisions.daicho`,
      day,
      summary: fillText(words.many, { count, renew, expire: count - renew }),
      description: [
        ...names.slice(0, NAMES_PER_EVENT).map((row) => `${row.unicodeName} (${texts.mode[row.mode]})`),
        ...(more > 0 ? [fillText(words.more, { count: more })] : []),
        fillText(words.month, { month: monthText(head.month, head.language) }),
      ].join('\n'),
    }
  })
}

function eventLines(head: CalendarHead, { uid, day, summary, description }: Event): string {
  return [
    icalLine('BEGIN', 'VEVENT'),
    icalLine('UID', icalText(uid)),
    icalLine('DTSTAMP', icalTime(head.madeAt)),
    icalLine('SEQUENCE', String(monthsSinceYearZero(head.month))),
    icalLine('DTSTART;VALUE=DATE', icalTime(day)),
    icalLine('DTEND;VALUE=DATE', icalTime(addDays(day, 1))),
    icalLine(`SUMMARY;LANGUAGE=${head.language}`, icalText(summary)),
    description === '' ? '' : icalLine(`DESCRIPTION;LANGUAGE=${head.language}`, icalText(description)),
    icalLine('TRANSP', 'TRANSPARENT'),
    icalLine('END', 'VEVENT'),
  ].join('')
}

function monthsSinceYearZero(month: CalendarHead['month']): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
}
