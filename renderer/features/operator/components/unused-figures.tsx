import { Alert, Badge, Table } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import classes from '../../billing/billing.module.css'
import { Amount } from '../../billing/components/amount.tsx'
import type { UnusedReport } from '../api/unused-balances.ts'

const COLOURS = { below: 'gray', near: 'indigo', over: 'red' } as const

/** The sum of a day beside the limit, and what it means. */
export function UnusedFigures({ report }: { readonly report: UnusedReport }) {
  const { t } = useTranslation('operator')
  const format = useFormat()
  const { sum, state, limit, security, alertAt, nextBaseDay } = report
  const facts = [
    ['alertAt', format.money(alertAt)],
    ['limit', format.money(limit)],
    ['next', format.day(nextBaseDay)],
  ] as const
  return (
    <>
      {state !== 'below' && (
        <Alert
          color="gray"
          variant="light"
          mb="md"
          maw={760}
          icon={<IconAlertTriangle />}
          title={t(`unused.${state}.title`)}
        >
          {t(`unused.${state}.text`, {
            sum: format.moneyInText(sum),
            limit: format.moneyInText(limit),
            security: format.moneyInText(security),
            day: format.day(nextBaseDay),
          })}
        </Alert>
      )}
      <dl className={classes.figures}>
        <div className={classes.figure} data-main>
          <dt>{t('unused.sum')}</dt>
          <dd>{format.money(sum)}</dd>
        </div>
        {facts.map(([key, value]) => (
          <div key={key} className={classes.figure}>
            <dt>{t(`unused.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** What stood on the base days before, and what had to be done about it. */
export function BaseDayTable({ report: { baseDays } }: { readonly report: UnusedReport }) {
  const { t } = useTranslation('operator')
  const format = useFormat()
  return (
    <Table aria-label={t('unused.baseDays')} maw={860}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('unused.day')}</Table.Th>
          <Table.Th scope="col" ta="end">
            {t('unused.accounts')}
          </Table.Th>
          <Table.Th scope="col" ta="end">
            {t('unused.sum')}
          </Table.Th>
          <Table.Th scope="col">{t('unused.limit')}</Table.Th>
          <Table.Th scope="col" ta="end">
            {t('unused.security')}
          </Table.Th>
          <Table.Th scope="col">{t('unused.reportBy')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {baseDays.map(({ day, accounts, sum, state, security, reportBy }) => (
          <Table.Tr key={day}>
            <Table.Td>{format.day(day)}</Table.Td>
            <Table.Td ta="end">{format.count(accounts)}</Table.Td>
            <Table.Td ta="end">
              <Amount money={sum} />
            </Table.Td>
            <Table.Td>
              <Badge color={COLOURS[state]}>{t(`unused.states.${state}`)}</Badge>
            </Table.Td>
            <Table.Td ta="end">
              <Amount money={security} />
            </Table.Td>
            <Table.Td>{reportBy && format.day(reportBy)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
