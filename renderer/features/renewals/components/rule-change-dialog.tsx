import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import type { RenewalRules } from '../api/get-renewal-rules.ts'
import { rulePreviewQuery } from '../api/preview-rule.ts'
import { useSaveRule } from '../api/save-rule.ts'
import type { RuleChange } from '../rule-change.ts'
import { useRuleChangeText } from '../use-rule-change-text.ts'
import { RulePreviewFacts } from './rule-preview-facts.tsx'

type RuleChangeDialogProps = {
  readonly change: RuleChange
  readonly rules: RenewalRules
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** What a change would do; only from here it is saved. */
export function RuleChangeDialog({ change, rules, onSaved, onClose }: RuleChangeDialogProps) {
  const { t } = useTranslation(['renewals', 'common'])
  const { id: account } = useAccount()
  const { textOf } = useRuleChangeText()
  const preview = useQuery(rulePreviewQuery(account, change))
  const save = useSaveRule()
  return (
    <Dialog title={t('preview.title')} size={620} onClose={onClose}>
      <Stack gap="md">
        <Text fw={600} size="lg">
          {textOf(change)}
        </Text>
        <QueryState query={preview}>
          {(known) => <RulePreviewFacts change={change} rules={rules} preview={known} />}
        </QueryState>
        {save.error && <FormProblem problem={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            disabled={!preview.data}
            loading={save.isPending}
            data-autofocus
            onClick={() => save.mutate(change, { onSuccess: onSaved })}
          >
            {change.mode === null ? t('preview.remove') : t('preview.save')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
