import { Button, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import type { CalendarMonth } from '../api/closings.ts'

type CalendarTableProps = {
  readonly months: readonly CalendarMonth[]
  readonly onChange: (month: CalendarMonth) => void
}

/** Months that are cut, or issued or paid in another way than the others. */
export function CalendarTable({ months, onChange }: CalendarTableProps) {
  const { t } = useTranslation(['closing', 'billing'])
  const format = useFormat()
  const { timeZone } = useAccount()
  const columns = ['period', 'until', 'channel', 'issueMonth', 'paymentStyle'] as const
  return (
    <Table maw={960} verticalSpacing={4} aria-label={t('calendar.title')}>
      <Table.Thead>
        <Table.Tr>
          {columns.map((key) => (
            <Table.Th key={key} scope="col">
              {t(`calendar.${key}`)}
            </Table.Th>
          ))}
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {months.flatMap((month) => {
          const { period, pieces } = month
          return pieces.map(({ until, channel, issueMonth, paymentStyle }, n) => (
            <Table.Tr key={`${period} ${until}`}>
              <Table.Td>
                {pieces.length > 1
                  ? t('periodPart', { month: format.month(period), part: n + 1 })
                  : format.month(period)}
              </Table.Td>
              <Table.Td>{until ? format.instant(until, timeZone) : t('calendar.monthEnd')}</Table.Td>
              <Table.Td>{channel ? t(`billing:deliveries.${channel}`) : t('calendar.asUsual')}</Table.Td>
              <Table.Td>{issueMonth ? format.month(issueMonth) : t('calendar.asUsual')}</Table.Td>
              <Table.Td>{t(`calendar.styles.${paymentStyle}`)}</Table.Td>
              <Table.Td ta="end">
                {n === 0 && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('calendar.editor.editOf', { month: format.month(period) })}
                    onClick={() => onChange(month)}
                  >
                    {t('calendar.editor.change')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))
        })}
      </Table.Tbody>
    </Table>
  )
}
