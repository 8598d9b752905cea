import { Button, Group, Loader, Progress, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { ProblemState } from '../../../ui/layout/problem-state.tsx'
import { useJobActions } from '../api/act-on-job.ts'
import { isFinished, jobQuery } from '../api/get-job.ts'
import type { Job } from '../api/list-jobs.ts'
import { JobOutcome } from './job-outcome.tsx'

type JobWatchProps = {
  readonly id: string
  readonly onClose: () => void
  /** Once, when the job that was started has ended well. */
  readonly onDone?: (job: Job) => void
}

/** A job from its start to its outcome, inside of a dialog or a page. Retry and undo are watched in its place. */
export function JobWatch({ id, onClose, onDone }: JobWatchProps) {
  const { id: account } = useAccount()
  const [watched, setWatched] = useState(id)
  const job = useQuery(jobQuery(account, watched))
  const isDone = job.data?.state === 'done'
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once per end, not per new function
  useEffect(() => {
    if (isDone && job.data) onDone?.(job.data)
  }, [isDone, watched])
  if (job.isError && !job.data) return <ProblemState problem={job.error} onRetry={() => void job.refetch()} />
  if (!job.data) return <Loader size={16} />
  return isFinished(job.data) ? (
    <JobOutcome job={job.data} onWatch={setWatched} onClose={onClose} />
  ) : (
    <JobProgress job={job.data} onClose={onClose} />
  )
}

function JobProgress({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const { t } = useTranslation(['jobs', 'common'])
  const format = useFormat()
  const { cancel } = useJobActions()
  const handled = job.done + job.skipped
  return (
    <Stack gap="sm">
      <Text role="status">
        {t(`states.${job.state}`)} · {t('counts', { done: format.count(handled), total: format.count(job.total) })}
      </Text>
      <Progress
        value={job.total > 0 ? (handled / job.total) * 100 : 0}
        aria-label={t('progress')}
        animated={job.state === 'running'}
      />
      <Text c="dimmed">{t('mayLeave')}</Text>
      <Group justify="flex-end">
        {job.canCancel && (
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
            {t('cancel')}
          </Button>
        )}
        <Button onClick={onClose}>{t('leave')}</Button>
      </Group>
    </Stack>
  )
}
