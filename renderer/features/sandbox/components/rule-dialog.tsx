import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { SANDBOX_DOES, SANDBOX_OPERATIONS } from '../../../../core/contract/http/sandbox.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import type { SandboxRule } from '../api/sandbox.ts'
import { emptyRule, ruleOfForm, takesTime } from '../rule-form.ts'

type RuleDialogProps = {
  readonly problem: unknown
  readonly isSaving: boolean
  readonly onAdd: (rule: SandboxRule) => void
  readonly onClose: () => void
}

/** One more rule for the simulated registry, tried after the others. */
export function RuleDialog({ problem, isSaving, onAdd, onClose }: RuleDialogProps) {
  const { t } = useTranslation(['sandbox', 'common'])
  const form = useForm({ initialValues: emptyRule })
  const { does } = form.values
  return (
    <Dialog title={t('add')} size={480} onClose={onClose}>
      <form onSubmit={form.onSubmit((values) => onAdd(ruleOfForm(values)))} noValidate>
        <Stack>
          <Select
            label={t('form.operation')}
            placeholder={t('any')}
            clearable
            data={SANDBOX_OPERATIONS.map((value) => ({ value, label: t(`operations.${value}`) }))}
            {...form.getInputProps('operation')}
          />
          <TextInput label={t('form.name')} description={t('form.nameHint')} {...form.getInputProps('of')} />
          <Select
            label={t('form.does')}
            allowDeselect={false}
            data={SANDBOX_DOES.map((value) => ({ value, label: t(`does.${value}`) }))}
            {...form.getInputProps('does')}
          />
          {does === 'refuse' && (
            <TextInput
              label={t('form.result')}
              description={t('form.resultHint')}
              inputMode="numeric"
              {...form.getInputProps('result')}
            />
          )}
          {takesTime(does) && (
            <TextInput label={t('form.seconds')} inputMode="numeric" {...form.getInputProps('seconds')} />
          )}
          <TextInput
            label={t('form.times')}
            description={t('form.timesHint')}
            inputMode="numeric"
            {...form.getInputProps('times')}
          />
          {problem != null && <FormProblem problem={problem} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={isSaving}>
              {t('add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
