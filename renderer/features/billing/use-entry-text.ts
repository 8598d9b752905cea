import { useTranslation } from 'react-i18next'
import { PAYMENT_METHODS } from '../../../core/ledger/entry.ts'
import type { LedgerEntry } from './api/list-ledger.ts'

const OPERATIONS = ['register', 'renew', 'transfer', 'restore'] as const

/** An entry in a few words: `更新 1年`, `入金(銀行振込)`. */
export function useEntryText(): (entry: Pick<LedgerEntry, 'kind' | 'detail'>) => string {
  const { t } = useTranslation('billing')
  return ({ kind, detail }) => {
    const operation = OPERATIONS.find((one) => one === detail['operation'])
    const { years } = detail
    if (operation) {
      const what = t(`operations.${operation}`)
      const term = typeof years === 'number' ? t('ledger.years', { count: years }) : ''
      const text = [what, term].filter((part) => part !== '').join(' ')
      return kind === 'charge' ? text : t('ledger.of', { kind: t(`kinds.${kind}`), what: text })
    }
    const method = PAYMENT_METHODS.find((one) => one === detail['method'])
    return method ? t('ledger.by', { kind: t(`kinds.${kind}`), method: t(`methods.${method}`) }) : t(`kinds.${kind}`)
  }
}
