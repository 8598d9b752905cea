import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import type { BankLine } from '../api/bank-files.ts'

/** A line in words: its day, who paid, and how much. */
export function LineWords({ line }: { readonly line: BankLine }) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  return (
    <Text>
      {t('assign.text', {
        day: format.day(line.bookedOn),
        payer: line.payerName.trim() || t('lines.noPayer'),
        amount: format.moneyInText(line.amount),
      })}
    </Text>
  )
}
