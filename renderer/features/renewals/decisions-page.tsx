import { Button, EmptyState } from '@mantine/core'
import { IconClipboardCheck } from '@tabler/icons-react'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { IsoMonth } from '../../../core/calendar/iso-date.ts'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { decisionFilesQuery } from './api/decision-files.ts'
import { noticesQuery } from './api/list-notices.ts'
import { DecisionFileTable } from './components/decision-files.tsx'

/** Names of a notice are decided within its three months; older sheets are found at their notice. */
const SHOWN_MONTHS = 12

/** Sheets that came back in the last year, newest first. */
export function DecisionsPage() {
  const { t } = useTranslation('renewals')
  const { id } = useAccount()
  const notices = useQuery(noticesQuery(id))
  return (
    <Panel title={t('decisions.title')} explanation={t('decisions.explanation')}>
      <QueryState query={notices}>
        {({ items }) => <FilesOfMonths months={items.slice(0, SHOWN_MONTHS).map(({ month }) => month)} />}
      </QueryState>
    </Panel>
  )
}

function FilesOfMonths({ months }: { readonly months: readonly IsoMonth[] }) {
  const { t } = useTranslation('renewals')
  const format = useFormat()
  const { id } = useAccount()
  const [latest] = months
  const queries = useQueries({ queries: months.map((month) => decisionFilesQuery(id, month)) })
  const failed = queries.find(({ isError, data }) => isError && data === undefined)
  const waiting = queries.find(({ isPending }) => isPending)
  const unread = failed ?? waiting
  if (unread) return <QueryState query={unread}>{() => null}</QueryState>
  const files = queries.flatMap(({ data }) => data ?? []).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
  if (files.length === 0) {
    return (
      <EmptyState
        icon={<IconClipboardCheck />}
        title={t('decisions.none.title')}
        description={t('decisions.none.description')}
      >
        {latest && (
          <EmptyState.Actions>
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/accounts/$account/renewals/notices/$month"
                  params={{ account: id, month: latest }}
                />
              )}
            >
              {t('decisions.none.action', { month: format.month(latest) })}
            </Button>
          </EmptyState.Actions>
        )}
      </EmptyState>
    )
  }
  return <DecisionFileTable files={files} />
}
