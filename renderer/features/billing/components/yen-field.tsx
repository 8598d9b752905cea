import { Text, TextInput, type TextInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** An amount in yen; without a label of its own it is "Amount". */
export function YenField({ label, ...props }: TextInputProps) {
  const { t } = useTranslation('billing')
  return (
    <TextInput
      label={label ?? t('booking.amount')}
      inputMode="numeric"
      rightSection={<Text c="dimmed">{t('booking.yen')}</Text>}
      {...props}
    />
  )
}
