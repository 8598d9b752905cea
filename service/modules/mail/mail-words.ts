import type { Kysely } from 'kysely'
import { longDay } from '../../../core/calendar/day-text.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { DocumentLanguage } from '../../../core/renewal/notice-document.ts'
import en from '../../../resources/translations/en/mails.json' with { type: 'json' }
import ja from '../../../resources/translations/ja/mails.json' with { type: 'json' }
import type { Database } from '../../storage/database.ts'
import { findAccount } from '../accounts/accounts.repository.ts'

/** What mails are written with, in one language. */
export type MailWords = {
  readonly language: DocumentLanguage
  readonly words: typeof ja
  readonly day: (day: string | null) => string
}

export function mailWords(language: DocumentLanguage): MailWords {
  return {
    language,
    words: language === 'ja' ? ja : en,
    day: (day) => (day === null ? '' : longDay(day as IsoDate, language)),
  }
}

/** What is written to an account with. */
export async function wordsOf(db: Kysely<Database>, account: string): Promise<MailWords> {
  return mailWords((await findAccount(db, account))?.language ?? 'ja')
}

export const yen = (amount: number): string => amount.toLocaleString('en-US')
