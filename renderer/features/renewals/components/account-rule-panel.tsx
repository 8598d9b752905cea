import { Group, Radio, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { RENEWAL_MODES } from '../../../../core/renewal/renewal-mode.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import type { RenewalRules } from '../api/get-renewal-rules.ts'
import type { RuleChange } from '../rule-change.ts'

type AccountRulePanelProps = {
  readonly rule: RenewalRules['account']
  /** Null for who may only look. */
  readonly onChange: ((change: RuleChange) => void) | null
}

/** What happens to names that no stronger rule decides: one of two, each with what it means. */
export function AccountRulePanel({ rule, onChange }: AccountRulePanelProps) {
  const { t } = useTranslation(['renewals', 'common', 'pages'])
  const format = useFormat()
  const { timeZone } = useAccount()
  return (
    <Panel title={t('account.title')} explanation={t('account.explanation')}>
      <Radio.Group
        aria-label={t('account.title')}
        value={rule.mode}
        readOnly={onChange === null}
        onChange={(value) => {
          const mode = RENEWAL_MODES.find((known) => known === value)
          if (mode && mode !== rule.mode) onChange?.({ scope: 'account', mode })
        }}
      >
        <Stack gap="xs">
          {RENEWAL_MODES.map((mode) => (
            <Radio
              key={mode}
              value={mode}
              size="sm"
              disabled={onChange === null && mode !== rule.mode}
              label={<Text fw={600}>{t(`common:modes.${mode}`)}</Text>}
              description={<Text c="dimmed">{t(`account.means.${mode}`)}</Text>}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Group mt="sm" gap="md">
        <NamesLink filter={{ scope: 'account', holding: 'held' }}>
          {t('decides', { count: rule.names, formatted: format.count(rule.names) })}
        </NamesLink>
        <Text c="dimmed">
          {rule.setBy !== null && rule.setAt !== null
            ? t('setByAt', { by: rule.setBy, at: format.instant(rule.setAt, timeZone) })
            : t('neverChanged')}
        </Text>
      </Group>
    </Panel>
  )
}
