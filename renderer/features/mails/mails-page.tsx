import { Alert } from '@mantine/core'
import { IconMailOff } from '@tabler/icons-react'
import { useQueries, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { CountFilter } from '../../ui/filters/count-filter.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { pageQueryOf } from '../../ui/table/paged-table.tsx'
import { mailsQuery } from './api/mails.ts'
import { MailTable } from './components/mail-table.tsx'
import { MAIL_STATES } from './searches.ts'

const routeApi = getRouteApi('/accounts/$account/billing/mails')

/** What was mailed, what waits, and what a mail server refused. */
export function MailsPage() {
  const { t } = useTranslation('outbox')
  const account = useAccount()
  const { state, page = 1 } = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const mails = useQuery(mailsQuery(account.id, { ...(state && { state }), ...pageQueryOf(page) }))
  const counts = useQueries({ queries: MAIL_STATES.map((one) => mailsQuery(account.id, { state: one, limit: 1 })) })
  const options = MAIL_STATES.map((value, n) => ({
    value,
    label: t(`states.${value}`),
    count: counts[n]?.data?.total ?? 0,
    isLoss: value === 'refused',
  }))
  return (
    <Panel title={t('title')} explanation={t('explanation')}>
      {mails.data && !mails.data.isConfigured && (
        <Alert color="gray" variant="light" mb="sm" icon={<IconMailOff />} title={t('notConfigured.title')}>
          {t('notConfigured.text')}
        </Alert>
      )}
      <CountFilter
        label={t('columns.state')}
        options={options}
        chosen={state}
        onChoose={(chosen) => void navigate({ search: { ...(chosen && { state: chosen }) } })}
      />
      <QueryState query={mails}>
        {({ items, total }) => (
          <MailTable
            mails={items}
            total={total}
            page={page}
            onPage={(next) => void navigate({ search: { ...(state && { state }), page: next } })}
            isReading={mails.isFetching}
          />
        )}
      </QueryState>
    </Panel>
  )
}
