import { z } from 'zod'
import freee from '../../../resources/journals/freee.json' with { type: 'json' }
import moneyforward from '../../../resources/journals/moneyforward.json' with { type: 'json' }
import yayoi from '../../../resources/journals/yayoi.json' with { type: 'json' }
import { JOURNAL_ACCOUNTS } from './journal-line.ts'

export const JOURNAL_FORMATS = ['yayoi', 'freee', 'moneyforward'] as const
export type JournalFormat = (typeof JOURNAL_FORMATS)[number]

/** What a column can hold. `deal…` is the side that says what it was for, in formats with one row per deal. */
export const JOURNAL_FIELDS = [
  'n',
  'day',
  'number',
  'partner',
  'description',
  'amount',
  'debitAccount',
  'debitPartner',
  'debitTaxClass',
  'debitTax',
  'debitQualified',
  'creditAccount',
  'creditPartner',
  'creditTaxClass',
  'creditTax',
  'creditQualified',
  'direction',
  'dealAccount',
  'dealTaxClass',
  'dealTax',
  'taxKind',
  'settledFrom',
] as const
export type JournalField = (typeof JOURNAL_FIELDS)[number]

const columnSchema = z.union([
  z.strictObject({ heading: z.string(), field: z.enum(JOURNAL_FIELDS) }),
  z.strictObject({ heading: z.string(), text: z.string() }),
])

const booksSchema = z.strictObject({
  /** Names of accounts, as the company's chart has them. */
  accounts: z.record(z.enum(JOURNAL_ACCOUNTS), z.string()),
  /** Tax classes by rate (`standard10`), for what is not taxed, and where what is not qualified has its own. */
  taxClasses: z.record(z.string(), z.string()),
  qualified: z.string().optional(),
  /** Accounts that are kept by counterparty (補助科目). */
  partnerOn: z.array(z.enum(JOURNAL_ACCOUNTS)),
})
export type BooksProfile = z.output<typeof booksSchema>

const profileSchema = z.strictObject({
  format: z.enum(JOURNAL_FORMATS),
  /** Whose description of the format it follows. */
  source: z.string(),
  encoding: z.enum(['cp932', 'utf8bom']),
  hasHeader: z.boolean(),
  /** Longest name of a counterparty, in half-width characters. */
  partnerMax: z.int().nullable(),
  descriptionMax: z.int(),
  columns: z.array(columnSchema),
  books: z.strictObject({ buyer: booksSchema, issuer: booksSchema }),
})
export type JournalProfile = z.output<typeof profileSchema>

/** Import formats of accounting programs, as data: columns, encoding, names of accounts and tax classes. */
export const journalProfiles: Readonly<Record<JournalFormat, JournalProfile>> = {
  yayoi: profileSchema.parse(yayoi),
  freee: profileSchema.parse(freee),
  moneyforward: profileSchema.parse(moneyforward),
}
