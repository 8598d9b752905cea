import { type IsoDate, parseIsoDate } from '../calendar/iso-date.ts'

/** A status as a registry wrote it, in comparable form. */
export type StatusText = {
  /** Lower-case letters only, so that EPP `clientHold`, RDAP `client hold` and WHOIS `To be suspended` compare. */
  readonly word: string
  /** The day in brackets behind an organisational .jp status, e.g. `Connected (2027/03/31)`. */
  readonly day: IsoDate | null
}

const DAY_IN_BRACKETS = /\((\d{4})[/-](\d{2})[/-](\d{2})\)/
const EXPLAINING_URL = /\s*\(?https?:\/\/\S*/gi

export function readStatus(raw: string): StatusText {
  const day = DAY_IN_BRACKETS.exec(raw)
  const word = raw
    .replace(EXPLAINING_URL, '')
    .replace(DAY_IN_BRACKETS, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
  return { word, day: day ? parseIsoDate(`${day[1]}-${day[2]}-${day[3]}`) : null }
}
