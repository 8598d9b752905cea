import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { moneyPreviewSchema } from '../../../core/contract/http/money-preview.ts'
import type { WireMoney } from '../../../core/money/money.ts'
import { useFormat } from '../../i18n/use-format.ts'

type Money = z.output<typeof moneyPreviewSchema>
const SPANS = ['next90', 'next365'] as const

/** What renewals would cost before and after a change; each currency for itself. */
export function MoneyPreview({ money }: { readonly money: Money }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unpriced = money.next365.unpriced
  return (
    <Table withRowBorders={false} verticalSpacing={3} horizontalSpacing="xs">
      <Table.Caption ta="left">
        {unpriced > 0 && t('money.unpriced', { count: unpriced, formatted: format.count(unpriced) })}
      </Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('money.title')}</Table.Th>
          <Table.Th ta="right">{t('money.before')}</Table.Th>
          <Table.Th ta="right">{t('money.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {SPANS.map((span) => (
          <Table.Tr key={span}>
            <Table.Td>{t(`money.${span}`)}</Table.Td>
            <Table.Td ta="right">{sums(money[span].before)}</Table.Td>
            <Table.Td ta="right" fw={600}>
              {sums(money[span].after)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )

  function sums(amounts: readonly WireMoney[]): string {
    return amounts.length === 0 ? '–' : amounts.map((amount) => format.money(amount)).join(' + ')
  }
}
