import { Button, Group, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { Panel } from '../../../ui/layout/panel.tsx'
import { JobWatch } from '../../jobs/components/job-watch.tsx'
import { type DecisionFile, useApplyDecisions } from '../api/decision-files.ts'

/** Makes the changes of a sheet; afterwards its progress and outcome stand here. */
export function ApplyDecisions({ file }: { readonly file: DecisionFile }) {
  const { t } = useTranslation('renewals')
  const format = useFormat()
  const { id: account } = useAccount()
  const navigate = useNavigate()
  const apply = useApplyDecisions(file)
  const job = file.job?.id ?? apply.data
  const changes = file.counts.change
  if (file.state !== 'ready' || job !== undefined) {
    return (
      <Panel title={t('diff.result')}>
        {job && (
          <JobWatch
            key={job}
            id={job}
            onClose={() =>
              void navigate({
                to: '/accounts/$account/renewals/notices/$month',
                params: { account, month: file.month },
              })
            }
          />
        )}
      </Panel>
    )
  }
  return (
    <Panel title={t('diff.apply', { count: changes, formatted: format.count(changes) })}>
      {apply.error && <FormProblem problem={apply.error} />}
      <Group>
        <Button disabled={changes === 0} loading={apply.isPending} onClick={() => apply.mutate()}>
          {t('diff.run', { count: changes, formatted: format.count(changes) })}
        </Button>
        <Text c="dimmed">{changes === 0 ? t('diff.nothing') : t('diff.runExplanation')}</Text>
      </Group>
    </Panel>
  )
}
