import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { Panel } from '../../../ui/layout/panel.tsx'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { pageQueryOf } from '../../../ui/table/paged-table.tsx'
import { undeliveredQuery } from '../api/mails.ts'
import { UndeliveredTable } from './undelivered-table.tsx'

/** For operators: documents of all accounts that mail did not bring to anybody. */
export function UndeliveredPanel() {
  const { t } = useTranslation('outbox')
  const { id: account } = useAccount()
  const [page, setPage] = useState(1)
  const undelivered = useQuery(undeliveredQuery(account, pageQueryOf(page)))
  return (
    <Panel title={t('undelivered.title')} explanation={t('undelivered.explanation')}>
      <QueryState query={undelivered}>
        {({ items, total }) => (
          <UndeliveredTable
            mails={items}
            total={total}
            page={page}
            onPage={setPage}
            isReading={undelivered.isFetching}
          />
        )}
      </QueryState>
    </Panel>
  )
}
