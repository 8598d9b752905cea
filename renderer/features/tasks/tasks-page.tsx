import { Group, SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { pageQueryOf } from '../../ui/table/paged-table.tsx'
import { operatedAccountsQuery } from '../operator/api/accounts.ts'
import { tasksQuery } from './api/tasks.ts'
import { TaskTable } from './components/task-table.tsx'
import { TASK_STATES, type TasksSearch } from './searches.ts'

const routeApi = getRouteApi('/accounts/$account/operator/tasks')

/** What an operator has to do at registrars by hand, and what was done. */
export function TasksPage() {
  const { t } = useTranslation('tasks')
  const account = useAccount()
  const search = routeApi.useSearch()
  const { state = 'open', of = account.id, page = 1 } = search
  const navigate = routeApi.useNavigate()
  const tasks = useQuery(tasksQuery(account.id, of, { state, ...pageQueryOf(page) }))
  const accounts = useQuery(operatedAccountsQuery(account.id)).data?.items ?? []
  const show = (change: Partial<TasksSearch>) => void navigate({ search: { ...search, page: undefined, ...change } })
  return (
    <Panel title={t('title')} explanation={t('explanation')}>
      <Group align="flex-end" mb="sm" gap="sm">
        <Select
          label={t('account')}
          w={280}
          searchable
          allowDeselect={false}
          data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          value={of}
          onChange={(id) => show({ of: id === null || id === account.id ? undefined : id })}
        />
        <SegmentedControl
          aria-label={t('columns.state')}
          value={state}
          onChange={(value) => show({ state: TASK_STATES.find((one) => one === value) })}
          data={TASK_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
      </Group>
      <QueryState query={tasks}>
        {({ items, total }) => (
          <TaskTable
            tasks={items}
            account={of}
            total={total}
            isOpen={state === 'open'}
            page={page}
            onPage={(next) => show({ page: next })}
            isReading={tasks.isFetching}
          />
        )}
      </QueryState>
    </Panel>
  )
}
