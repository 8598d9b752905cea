import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { CodeCounts } from '../../../ui/dialogs/code-counts.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useJobActions } from '../api/act-on-job.ts'
import type { Job } from '../api/list-jobs.ts'
import { outcomeOf } from '../job-outcome-key.ts'

type JobOutcomeProps = {
  readonly job: Job
  /** Retry and undo are jobs of their own. */
  readonly onWatch: (id: string) => void
  readonly onClose: () => void
}

/** How a job ended: what was done, what was not and why, and what can be done about it. */
export function JobOutcome({ job, onWatch, onClose }: JobOutcomeProps) {
  const { t } = useTranslation(['jobs', 'common'])
  const format = useFormat()
  const { retry, undo } = useJobActions()
  const counted = (count: number) => ({ count, formatted: format.count(count) })
  return (
    <Stack gap="md">
      <div role="status">
        <Text size="lg" fw={600}>
          {t(`outcomes.${outcomeOf(job)}`)}
        </Text>
        <Text>{t('doneCount', counted(job.done))}</Text>
        {job.problem && <Text c="dimmed">{t('problem', { id: job.id })}</Text>}
      </div>
      <CodeCounts title={t('notDone')} counts={job.failureCounts} names={job.failures} />
      {(retry.error ?? undo.error) && <FormProblem problem={retry.error ?? undo.error} />}
      <Group justify="flex-end">
        {job.canUndo && (
          <Button
            variant="default"
            loading={undo.isPending}
            onClick={() => undo.mutate(job.id, { onSuccess: onWatch })}
          >
            {t('undo')}
          </Button>
        )}
        {job.canRetry && (
          <Button
            variant="default"
            loading={retry.isPending}
            onClick={() => retry.mutate(job.id, { onSuccess: onWatch })}
          >
            {t('retry')}
          </Button>
        )}
        <Button onClick={onClose} data-autofocus>
          {t('common:close')}
        </Button>
      </Group>
    </Stack>
  )
}
