import { neutraliseCell } from '../../portfolio/export-cell.ts'
import type { Books, JournalAccount, JournalLine } from './journal-line.ts'
import type { BooksProfile, JournalField, JournalProfile } from './journal-profile.ts'

/** The headings of a format; null where its files have none. */
export function journalHeader(profile: JournalProfile): readonly string[] | null {
  return profile.hasHeader ? profile.columns.map(({ heading }) => heading) : null
}

/** The lines as cells in the columns of a format. `partner` is the other party of the books. */
export function journalRows(
  profile: JournalProfile,
  books: Books,
  lines: readonly JournalLine[],
  partner: string,
): readonly (readonly string[])[] {
  const place = { profile, own: profile.books[books], partner: shortened(partner, profile.partnerMax) }
  return lines.map((line, index) =>
    profile.columns.map((column) => ('text' in column ? column.text : cell(column.field, line, index + 1, place))),
  )
}

type Place = { readonly profile: JournalProfile; readonly own: BooksProfile; readonly partner: string }

function cell(field: JournalField, line: JournalLine, n: number, place: Place): string {
  const { own, partner, profile } = place
  switch (field) {
    case 'n':
      return String(n)
    case 'day':
      return line.day.replaceAll('-', '/')
    case 'number':
      return line.number
    case 'partner':
      return neutraliseCell(partner)
    case 'description': {
      const words = [line.number, line.description].filter(Boolean).join(' ')
      return neutraliseCell(shortened(words, profile.descriptionMax))
    }
    case 'amount':
      return String(line.amount)
    case 'direction':
      return line.purpose === 'debit' ? '支出' : '収入'
    case 'dealAccount':
      return own.accounts[line[line.purpose]]
    case 'dealTaxClass':
      return taxClass(line, line.purpose, own)
    case 'dealTax':
      return taxAmount(line, line.purpose) || '0'
    case 'taxKind':
      return line.taxed ? '内税' : ''
    case 'settledFrom':
      return own.accounts[line[otherSide(line.purpose)]]
    default:
      return sideCell(field, line, own, partner)
  }
}

type SideField = Extract<JournalField, `${'debit' | 'credit'}${string}`>

function sideCell(field: SideField, line: JournalLine, own: BooksProfile, partner: string): string {
  const side = field.startsWith('debit') ? 'debit' : 'credit'
  const account: JournalAccount = line[side]
  switch (field) {
    case 'debitAccount':
    case 'creditAccount':
      return own.accounts[account]
    case 'debitPartner':
    case 'creditPartner':
      return own.partnerOn.includes(account) ? neutraliseCell(partner) : ''
    case 'debitTaxClass':
    case 'creditTaxClass':
      return taxClass(line, side, own)
    case 'debitTax':
    case 'creditTax':
      return taxAmount(line, side)
    case 'debitQualified':
    case 'creditQualified':
      return line.taxed?.isQualified && side === line.purpose ? (own.qualified ?? '') : ''
  }
}

const otherSide = (side: 'debit' | 'credit') => (side === 'debit' ? 'credit' : 'debit')

function taxClass({ taxed, purpose }: JournalLine, side: 'debit' | 'credit', { taxClasses }: BooksProfile): string {
  const none = taxClasses['none'] ?? ''
  if (taxed === null || side !== purpose || taxed.percent === 0) return none
  const key = `${taxed.code}${taxed.percent}`
  const unqualified = taxed.isQualified ? undefined : taxClasses[`${key}Unqualified`]
  return unqualified ?? taxClasses[key] ?? none
}

/** Empty on the side that is not taxed. */
function taxAmount({ taxed, purpose }: JournalLine, side: 'debit' | 'credit'): string {
  return taxed && side === purpose ? String(taxed.tax) : ''
}

/** Cut to so many half-width characters, as accounting programs count: a full-width one takes two. */
function shortened(text: string, max: number | null): string {
  if (max === null) return text
  let width = 0
  let kept = ''
  for (const character of text) {
    width += /[\u0020-\u007e\uff61-\uff9f]/.test(character) ? 1 : 2
    if (width > max) break
    kept += character
  }
  return kept
}
