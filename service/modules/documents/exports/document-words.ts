import type { PrintedDocument } from '../../../../core/billing/document.ts'
import type { SupplyPeriod } from '../../../../core/billing/document-parts.ts'
import { columnDay, longDay } from '../../../../core/calendar/day-text.ts'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import type { Currency, MinorUnits } from '../../../../core/money/money.ts'
import { moneyText } from '../../../../core/money/money-text.ts'
import type { DocumentLanguage } from '../../../../core/renewal/notice-document.ts'
import { type DocumentTexts, documentTexts, fillText } from '../../../adapters/documents/document-texts.ts'

/** The words of billing documents in one language, with the ways to write days and money. */
export type DocumentWords = {
  readonly language: DocumentLanguage
  readonly words: DocumentTexts['billing']
  readonly day: (day: IsoDate) => string
  /** From a day to a day, on one line. */
  readonly days: (period: SupplyPeriod) => string
  readonly yen: (amount: MinorUnits) => string
  readonly fill: typeof fillText
}

const JPY = 'JPY' as Currency

export function documentWords(language: DocumentLanguage): DocumentWords {
  const words = documentTexts[language].billing
  const short = language === 'ja' ? longDay : columnDay
  return {
    language,
    words,
    day: (day) => longDay(day, language),
    days: ({ from, to }) => fillText(words.periodValue, { from: short(from, language), to: short(to, language) }),
    yen: (minor) => moneyText({ minor, currency: JPY }),
    fill: fillText,
  }
}

/** The title; only an issuer with a registration number issues a qualified invoice (適格請求書). */
export function titleOf({ kind, issuer }: PrintedDocument, { words }: DocumentWords): string {
  if (issuer.registrationNumber === null && kind === 'statement') return words.titles.statementUnregistered
  if (issuer.registrationNumber === null && kind === 'creditNote') return words.titles.creditNoteUnregistered
  return words.titles[kind]
}
