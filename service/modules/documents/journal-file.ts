import { type Books, journalLines } from '../../../core/billing/journals/journal-line.ts'
import { type JournalFormat, journalProfiles } from '../../../core/billing/journals/journal-profile.ts'
import { journalHeader, journalRows } from '../../../core/billing/journals/journal-table.ts'
import type { IsoMonth } from '../../../core/calendar/iso-date.ts'
import { encodeCp932 } from '../../adapters/sheets/cp932.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { journalEvents } from './journal-events.ts'
import { readParties } from './read-parties.ts'

export type JournalRequest = { readonly format: JournalFormat; readonly books: Books; readonly month: IsoMonth }

/** The journal of a month in an accounting program's import format. Months without anything give an empty file. */
export async function journalFile(deps: Deps, by: AccountCaller, request: JournalRequest): Promise<Response> {
  const { format, books, month } = request
  const profile = journalProfiles[format]
  const db = deps.storage.read
  const { issuer, recipient } = await readParties(db, by.account, deps.clock.now())
  const events = await journalEvents(db, by.account, month, issuer)
  const partner = books === 'buyer' ? issuer.name : recipient.name
  const lines = events.flatMap((event) => journalLines(event, books))
  const header = journalHeader(profile)
  const text = [...(header ? [header] : []), ...journalRows(profile, books, lines, partner)].map(csvLine).join('')
  const isCp932 = profile.encoding === 'cp932'
  return new Response(isCp932 ? encodeCp932(text) : new TextEncoder().encode(`\ufeff${text}`), {
    headers: {
      'content-type': `text/csv; charset=${isCp932 ? 'shift_jis' : 'utf-8'}`,
      'content-disposition': `attachment; filename="journal-${format}-${books}-${month}.csv"`,
      'cache-control': 'no-store',
    },
  })
}

function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
  return `${quoted.join(',')}\r\n`
}
