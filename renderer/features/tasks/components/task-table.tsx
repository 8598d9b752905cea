import { Anchor, Button, EmptyState, Group, Text } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { Day } from '../../../ui/layout/day.tsx'
import { type PagedColumn, PagedTable, type Paging } from '../../../ui/table/paged-table.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import { OperationText } from '../../orders/components/operation-text.tsx'
import type { Task } from '../api/tasks.ts'
import { ConfirmTaskDialog } from './confirm-task-dialog.tsx'
import { RefuseTaskDialog } from './refuse-task-dialog.tsx'

type TaskTableProps = Paging & {
  readonly tasks: readonly Task[]
  /** The account whose tasks they are. */
  readonly account: string
  readonly isOpen: boolean
}

type Asked = { readonly kind: 'confirm' | 'refuse'; readonly task: Task }

/** Tasks, oldest first; an open one is confirmed or refused from its row. */
export function TaskTable({ tasks, account, isOpen, ...paging }: TaskTableProps) {
  const { t } = useTranslation('tasks')
  const [asked, setAsked] = useState<Asked | null>(null)
  const columns = useTaskColumns(account, (kind, task) => setAsked({ kind, task }))
  const words = isOpen ? 'noneOpen' : 'none'
  return (
    <>
      <PagedTable
        {...paging}
        label={t('title')}
        columns={columns}
        rows={tasks}
        rowId={({ id }) => id}
        empty={
          <EmptyState icon={<IconChecklist />} title={t(`${words}.title`)} description={t(`${words}.description`)} />
        }
      />
      {asked?.kind === 'confirm' && (
        <ConfirmTaskDialog task={asked.task} account={account} onClose={() => setAsked(null)} />
      )}
      {asked?.kind === 'refuse' && (
        <RefuseTaskDialog task={asked.task} account={account} onClose={() => setAsked(null)} />
      )}
    </>
  )
}

function useTaskColumns(
  account: string,
  onAsk: (kind: Asked['kind'], task: Task) => void,
): readonly PagedColumn<Task>[] {
  const { t } = useTranslation(['tasks', 'orders', 'billing'])
  const format = useFormat()
  const { timeZone } = useAccount()
  return [
    {
      id: 'createdAt',
      title: t('columns.createdAt'),
      isUnbroken: true,
      cell: ({ createdAt }) => format.instant(createdAt, timeZone),
    },
    { id: 'work', title: t('columns.work'), cell: (task) => <Work task={task} account={account} /> },
    {
      id: 'registrar',
      title: t('columns.registrar'),
      cell: ({ registrar, connection }) => (
        <>
          {registrar}
          {connection !== registrar && (
            <Text size="xs" c="dimmed">
              {connection}
            </Text>
          )}
        </>
      ),
    },
    { id: 'expiry', title: t('columns.expiry'), cell: ({ expiryBefore }) => <Day day={expiryBefore} /> },
    {
      id: 'price',
      title: t('columns.price'),
      align: 'end',
      cell: ({ price }) => price && <Amount money={price} />,
    },
    {
      id: 'state',
      title: t('columns.state'),
      cell: (task) => (task.state === 'open' ? <TaskButtons task={task} onAsk={onAsk} /> : <Ended task={task} />),
    },
  ]
}

function Work({ task, account }: { readonly task: Task; readonly account: string }) {
  const { t } = useTranslation('tasks')
  const { kind, operation, name, unicodeName, years, order, detail } = task
  return (
    <>
      <Anchor
        fw={500}
        renderRoot={(props) => (
          <Link {...props} to="/accounts/$account/domains" params={{ account }} search={{ open: name }} />
        )}
      >
        {unicodeName}
      </Anchor>
      <div>
        <Anchor
          renderRoot={(props) => (
            <Link {...props} to="/accounts/$account/billing/orders/$order" params={{ account, order }} />
          )}
        >
          <OperationText operation={operation} years={years} />
        </Anchor>
      </div>
      {kind === 'check' && (
        <Text size="xs" c="var(--daicho-loss)">
          {t('check')}
        </Text>
      )}
      {detail && (
        <Text size="xs" c="dimmed">
          {detail}
        </Text>
      )}
    </>
  )
}

type TaskButtonsProps = { readonly task: Task; readonly onAsk: (kind: Asked['kind'], task: Task) => void }

function TaskButtons({ task, onAsk }: TaskButtonsProps) {
  const { t } = useTranslation('tasks')
  const { unicodeName: name } = task
  return (
    <Group gap={6} wrap="nowrap">
      <Button size="compact-sm" aria-label={t('confirm.buttonOf', { name })} onClick={() => onAsk('confirm', task)}>
        {t('confirm.button')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('refuse.buttonOf', { name })}
        onClick={() => onAsk('refuse', task)}
      >
        {t('refuse.button')}
      </Button>
    </Group>
  )
}

function Ended({ task: { state, endedAt, endedBy, date, reference, reason } }: { readonly task: Task }) {
  const { t } = useTranslation('tasks')
  const format = useFormat()
  const { timeZone } = useAccount()
  const details = [
    date && t('doneOn', { day: format.day(date) }),
    reference && t('reference', { reference }),
    reason,
    endedAt && [format.instant(endedAt, timeZone), endedBy].filter(Boolean).join(' · '),
  ]
  return (
    <>
      {t(`states.${state}`)}
      {details.filter(Boolean).map((detail) => (
        <Text key={detail} size="xs" c="dimmed">
          {detail}
        </Text>
      ))}
    </>
  )
}
