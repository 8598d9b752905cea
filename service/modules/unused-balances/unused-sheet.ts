import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Currency, MinorUnits } from '../../../core/money/money.ts'
import type { DocumentLanguage } from '../../../core/renewal/notice-document.ts'
import { documentTexts } from '../../adapters/documents/document-texts.ts'
import type { Sheet } from '../../adapters/sheets/sheet.ts'
import type { UnusedBalance } from './unused-balances.queries.ts'

/** One row for each account that has money unused at the end of a day. */
export function unusedSheet(language: DocumentLanguage, day: IsoDate): Pick<Sheet<UnusedBalance>, 'columns'> {
  const words = documentTexts[language].unusedSheet
  return {
    columns: [
      { kind: 'day', heading: words.day, width: 12, value: () => day },
      { kind: 'text', heading: words.id, width: 24, value: ({ account }) => account },
      { kind: 'text', heading: words.account, width: 28, value: ({ name }) => name },
      {
        kind: 'amount',
        heading: words.balance,
        width: 14,
        value: ({ balance }) => ({ minor: balance as MinorUnits, currency: 'JPY' as Currency }),
      },
    ],
  }
}
