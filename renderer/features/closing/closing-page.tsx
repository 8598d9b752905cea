import { Button, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { operatedAccountsQuery } from '../operator/api/accounts.ts'
import { billingCalendarQuery, type CalendarMonth, closingPreviewQuery, closingsQuery } from './api/closings.ts'
import { CalendarDialog } from './components/calendar-dialog.tsx'
import { CalendarTable } from './components/calendar-table.tsx'
import { ClosingTable } from './components/closing-table.tsx'
import { NextClosing } from './components/next-closing.tsx'

const routeApi = getRouteApi('/accounts/$account/operator/closing')

/** What the next closing of an account would come to, and the periods that are closed. */
export function ClosingPage() {
  const { t } = useTranslation('closing')
  const account = useAccount()
  const { of = account.id } = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const accounts = useQuery(operatedAccountsQuery(account.id)).data?.items ?? []
  const preview = useQuery(closingPreviewQuery(account.id, of))
  const closings = useQuery(closingsQuery(account.id, of))
  const calendar = useQuery(billingCalendarQuery(account.id, of))
  const [editing, setEditing] = useState<CalendarMonth | 'new' | null>(null)
  return (
    <>
      <Panel title={t('next.title')} explanation={t('next.explanation')}>
        <Select
          label={t('account')}
          w={280}
          mb="sm"
          searchable
          allowDeselect={false}
          data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          value={of}
          onChange={(id) => void navigate({ search: id === null || id === account.id ? {} : { of: id } })}
        />
        <QueryState query={preview}>{(data) => <NextClosing preview={data} of={of} />}</QueryState>
      </Panel>
      <Panel title={t('closed.title')}>
        <QueryState query={closings}>
          {({ items }) => <ClosingTable closings={items} of={of} isReading={closings.isFetching} />}
        </QueryState>
      </Panel>
      <Panel
        title={t('calendar.title')}
        explanation={t('calendar.explanation')}
        actions={
          <Button variant="default" onClick={() => setEditing('new')}>
            {t('calendar.editor.edit')}
          </Button>
        }
      >
        <QueryState query={calendar}>
          {({ items }) =>
            items.length > 0 ? (
              <CalendarTable months={items} onChange={setEditing} />
            ) : (
              <Text c="dimmed">{t('calendar.editor.none')}</Text>
            )
          }
        </QueryState>
      </Panel>
      {editing && (
        <CalendarDialog of={of} month={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  )
}
