import { Anchor, Button, Group, Progress, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import { useJobActions } from '../api/act-on-job.ts'
import { isFinished } from '../api/get-job.ts'
import type { Job } from '../api/list-jobs.ts'
import { jobTitleKey } from '../job-title.ts'
import classes from './job-item.module.css'

type JobItemProps = {
  readonly job: Job
  /** Shows its progress, or its outcome with what was not done and why. */
  readonly onOpen: () => void
}

/** One job in the list: what it is, how far it is, and what may be done about it. */
export function JobItem({ job, onOpen }: JobItemProps) {
  const { t } = useTranslation('jobs')
  const format = useFormat()
  const { timeZone } = useAccount()
  const { cancel, retry, undo } = useJobActions({ onError: useProblemNotice() })
  const handled = job.done + job.skipped
  return (
    <div className={classes.item}>
      <Group justify="space-between" wrap="nowrap">
        <Anchor component="button" type="button" fw={500} ta="start" onClick={onOpen}>
          {t(jobTitleKey(job))}
        </Anchor>
        <Text size="xs" c="dimmed" className={classes.time}>
          {format.instant(job.createdAt, timeZone)}
        </Text>
      </Group>
      {!isFinished(job) && (
        <Progress
          value={job.total > 0 ? (handled / job.total) * 100 : 100}
          size={5}
          my={6}
          aria-label={t('progress')}
        />
      )}
      <Group justify="space-between" wrap="nowrap" mih={24}>
        <Text size="xs" c="dimmed">
          {t(`states.${job.state}`)}
          {job.total > 0 && ` · ${t('counts', { done: format.count(handled), total: format.count(job.total) })}`}
          {failed(job) > 0 && ` · ${t('failed', { count: failed(job), formatted: format.count(failed(job)) })}`}
        </Text>
        <Group gap={4} wrap="nowrap">
          {job.canCancel && <JobButton label={t('cancel')} onClick={() => cancel.mutate(job.id)} />}
          {job.canRetry && <JobButton label={t('retry')} onClick={() => retry.mutate(job.id)} />}
          {job.canUndo && <JobButton label={t('undo')} onClick={() => undo.mutate(job.id)} />}
        </Group>
      </Group>
    </div>
  )
}

function failed(job: Job): number {
  return Object.values(job.failureCounts).reduce((sum, count) => sum + count, 0)
}

function JobButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button size="compact-xs" variant="default" onClick={onClick}>
      {label}
    </Button>
  )
}
