import { Button, Group, List, Loader, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { bulkPreviewSchema, Selection } from '../../../../core/contract/http/bulk.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { CodeCounts } from '../../../ui/dialogs/code-counts.tsx'
import { MoneyPreview } from '../../../ui/dialogs/money-preview.tsx'
import { NameSample } from '../../../ui/dialogs/name-sample.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { PasswordField } from '../../../ui/forms/password-field.tsx'
import { ProblemState } from '../../../ui/layout/problem-state.tsx'
import { bulkPreviewQuery } from '../api/preview-bulk.ts'
import { useRunBulk } from '../api/run-bulk.ts'
import { asksPassword, directionOf, type PlannedChange } from '../planned-change.ts'
import { usePlannedFacts } from '../use-planned-facts.ts'
import { BulkCost } from './bulk-cost.tsx'

type Preview = z.output<typeof bulkPreviewSchema>

type PreviewStepProps = {
  readonly change: PlannedChange
  readonly selection: Selection
  readonly onStarted: (job: string) => void
  /** Back to what the change sets; null where it asked for nothing. */
  readonly onBack: (() => void) | null
  readonly onCancel: () => void
}

/** What would change, what cannot and why, money; and the button that does it. */
export function PreviewStep({ change, selection, onStarted, onBack, onCancel }: PreviewStepProps) {
  const { t } = useTranslation(['bulk', 'common'])
  const { id: account } = useAccount()
  const format = useFormat()
  const preview = useQuery(bulkPreviewQuery(account, change, selection))
  const run = useRunBulk()
  const [password, setPassword] = useState('')
  const { fromProblem } = useFieldErrors()
  if (preview.isError) return <ProblemState problem={preview.error} onRetry={() => void preview.refetch()} />
  if (!preview.data) {
    return (
      <Group p="md" role="status">
        <Loader size={16} />
        <Text>{t('counting')}</Text>
      </Group>
    )
  }
  const { previewId, affected } = preview.data
  const needsPassword = asksPassword(change) && affected > 0
  const proof = needsPassword ? { password } : {}
  return (
    <Stack gap="md">
      <PreviewFacts change={change} preview={preview.data} />
      {needsPassword && <PasswordField value={password} onChange={setPassword} problem={run.error} />}
      {run.error && !fromProblem(run.error)['password'] && <FormProblem problem={run.error} />}
      <Group justify="flex-end">
        {onBack && (
          <Button variant="subtle" color="gray" mr="auto" onClick={onBack}>
            {t('common:back')}
          </Button>
        )}
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button
          disabled={affected === 0 || (needsPassword && password === '')}
          loading={run.isPending}
          data-autofocus
          onClick={() => run.mutate({ previewId, ...proof }, { onSuccess: onStarted })}
        >
          {t(change.action === 'renew' ? 'renewNow' : 'run', { count: affected, formatted: format.count(affected) })}
        </Button>
      </Group>
    </Stack>
  )
}

function PreviewFacts({ change, preview }: { readonly change: PlannedChange; readonly preview: Preview }) {
  const { t } = useTranslation('bulk')
  const factsOf = usePlannedFacts()
  const format = useFormat()
  const { affected, unchanged, charge, flips, shielded, tooLate, money, skippedCounts, skipped } = preview
  const counted = (count: number) => ({ count, formatted: format.count(count) })
  return (
    <>
      <div>
        <Text size="lg" fw={600}>
          {t(change.action === 'renew' ? 'renews' : 'affected', counted(affected))}
        </Text>
        {factsOf(change).map((fact) => (
          <Text key={fact} style={{ overflowWrap: 'anywhere' }}>
            {fact}
          </Text>
        ))}
        {unchanged > 0 && <Text c="dimmed">{t('unchanged', counted(unchanged))}</Text>}
      </div>
      {charge && <BulkCost charge={charge} />}
      {flips.count > 0 && (
        <NameSample
          title={t(`flips.${directionOf(change)}`, counted(flips.count))}
          names={flips.sample}
          total={flips.count}
          isLoss={directionOf(change) === 'expire'}
        />
      )}
      {(tooLate > 0 || shielded > 0) && (
        <List size="sm" spacing={4}>
          {tooLate > 0 && <List.Item>{t('tooLate', counted(tooLate))}</List.Item>}
          {shielded > 0 && <List.Item>{t('shielded', counted(shielded))}</List.Item>}
        </List>
      )}
      <CodeCounts title={t('skipped')} counts={skippedCounts} names={skipped} />
      {flips.count > 0 && <MoneyPreview money={money} />}
    </>
  )
}
