import { useTranslation } from 'react-i18next'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { currencySchema } from '../../../core/money/money.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { HistoryValue } from './history-changes.ts'

/** The history of a name in the reader's words: actions, fields and values. */
export function useHistoryText() {
  const { t } = useTranslation(['domains', 'common', 'orders', 'bulk'])
  const format = useFormat()
  const value = (one: HistoryValue): string => {
    switch (one.kind) {
      case 'nothing':
        return '–'
      case 'set':
        return t('history.set')
      case 'unassigned':
        return t('common:unassigned')
      case 'mode':
        return t(`common:modes.${one.mode}`)
      case 'decision':
        return t(`decisionsInText.${one.mode}`)
      case 'autoRenew':
        return t(`common:autoRenew.${one.autoRenew}`)
      case 'holding':
        return t(`common:holdings.${one.holding}`)
      case 'day':
        return format.day(one.day as IsoDate)
      case 'money':
        return moneyText(one.amount, one.currency)
      case 'locks':
        return format.list(one.locks.map((lock) => t(`history.locks.${lock as 'transfer'}`, { defaultValue: lock })))
      case 'list':
        return format.list(one.texts)
      case 'orderState':
        return t(`orders:itemStates.${one.view}`)
      case 'switch':
        return t(one.isOn ? 'history.yes' : 'history.no')
      case 'years':
        return t('bulk:years', { count: one.count })
      case 'text':
        return one.text
    }
  }
  const moneyText = (amount: string, currency: string): string => {
    const known = currencySchema.safeParse(currency)
    return known.success ? format.money({ amount, currency: known.data }) : `${amount} ${currency}`
  }
  return {
    value,
    field: (name: string): string =>
      t(`history.fields.${name as 'rule'}`, {
        defaultValue: t(`columns.${name as 'name'}`, { defaultValue: name }),
      }),
    action: (name: string): string =>
      t(`history.actions.${name.replaceAll('.', '-') as 'bulk'}`, { defaultValue: t('history.actions.other') }),
  }
}
