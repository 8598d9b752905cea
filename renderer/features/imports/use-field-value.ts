import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../core/base/invariant.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { type FieldValue, readFieldValue } from './field-value.ts'
import { useFieldLabel } from './use-field-label.ts'

const LOCK_FIELDS = {
  transfer: 'lockTransfer',
  update: 'lockUpdate',
  delete: 'lockDelete',
  renew: 'lockRenew',
} as const

/** A value before or after, as the rest of the interface writes it; lists and notes stay as they are. */
export function useFieldValue(): (field: string, text: string) => string {
  const { t } = useTranslation(['imports', 'common'])
  const format = useFormat()
  const labelOf = useFieldLabel()
  const write = (value: FieldValue): string => {
    switch (value.kind) {
      case 'day':
        return format.day(value.day)
      case 'autoRenew':
        return t(`common:autoRenew.${value.autoRenew}`)
      case 'holding':
        return t(`common:holdings.${value.holding}`)
      case 'money':
        return format.money(value)
      case 'locks':
        return format.list(
          value.locks.map(
            ({ lock, isOn }) => `${labelOf(LOCK_FIELDS[lock])}: ${t(`common:autoRenew.${isOn ? 'on' : 'off'}`)}`,
          ),
        )
      case 'unassigned':
        return t('common:unassigned')
      case 'text':
        return value.text
      default:
        return assertNever(value, 'value of a checked row')
    }
  }
  return (field, text) => write(readFieldValue(field, text))
}
