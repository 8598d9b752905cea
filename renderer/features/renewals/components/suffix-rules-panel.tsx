import { Button, EmptyState, NativeSelect, Table, Text } from '@mantine/core'
import { IconPlus, IconWorldCog } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RENEWAL_MODES } from '../../../../core/renewal/renewal-mode.ts'
import { useAccount } from '../../../data/account.tsx'
import { suffixText } from '../../../i18n/suffix-text.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import type { RenewalRules, SuffixRule } from '../api/get-renewal-rules.ts'
import classes from '../renewals.module.css'
import type { RuleChange } from '../rule-change.ts'
import { AddSuffixRule } from './add-suffix-rule.tsx'

type OnChange = (change: RuleChange) => void

type SuffixRulesPanelProps = { readonly rules: RenewalRules; readonly onChange: OnChange | null }

/** The rules of single suffixes, which come before the account's. */
export function SuffixRulesPanel({ rules, onChange }: SuffixRulesPanelProps) {
  const { t } = useTranslation('renewals')
  const [isAdding, setIsAdding] = useState(false)
  const add = onChange && (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setIsAdding(true)}>
      {t('suffixes.add')}
    </Button>
  )
  return (
    <Panel title={t('suffixes.title')} explanation={t('suffixes.explanation')} actions={add}>
      {rules.suffixes.length === 0 ? (
        <EmptyState
          icon={<IconWorldCog />}
          title={t('suffixes.none.title')}
          description={t('suffixes.none.description')}
        />
      ) : (
        <SuffixRuleTable suffixes={rules.suffixes} onChange={onChange} />
      )}
      {isAdding && onChange && (
        <AddSuffixRule
          existing={rules.suffixes}
          onClose={() => setIsAdding(false)}
          onChosen={(change) => {
            setIsAdding(false)
            onChange(change)
          }}
        />
      )}
    </Panel>
  )
}

type SuffixRuleTableProps = { readonly suffixes: readonly SuffixRule[]; readonly onChange: OnChange | null }

function SuffixRuleTable({ suffixes, onChange }: SuffixRuleTableProps) {
  const { t } = useTranslation('renewals')
  return (
    <Table aria-label={t('suffixes.title')} horizontalSpacing="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('suffixes.suffix')}</Table.Th>
          <Table.Th scope="col">{t('suffixes.mode')}</Table.Th>
          <Table.Th scope="col" ta="end">
            {t('suffixes.names')}
          </Table.Th>
          <Table.Th scope="col">{t('suffixes.setBy')}</Table.Th>
          <Table.Th scope="col">{t('suffixes.setAt')}</Table.Th>
          {onChange && <Table.Td />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {suffixes.map((rule) => (
          <SuffixRuleRow key={rule.suffix} rule={rule} onChange={onChange} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function SuffixRuleRow({ rule, onChange }: { readonly rule: SuffixRule; readonly onChange: OnChange | null }) {
  const { t } = useTranslation(['renewals', 'common'])
  const format = useFormat()
  const { timeZone } = useAccount()
  const { suffix, mode, names, setBy, setAt } = rule
  return (
    <Table.Tr>
      <Table.Td fw={600}>{suffixText(suffix)}</Table.Td>
      <Table.Td>
        {onChange ? (
          <NativeSelect
            aria-label={t('suffixes.modeOf', { suffix: suffixText(suffix) })}
            w={130}
            value={mode}
            onChange={(event) => {
              const chosen = RENEWAL_MODES.find((known) => known === event.currentTarget.value)
              if (chosen) onChange({ scope: 'suffix', suffix, mode: chosen })
            }}
            data={RENEWAL_MODES.map((known) => ({ value: known, label: t(`common:modes.${known}`) }))}
          />
        ) : (
          <span className={classes.mode} data-mode={mode}>
            {t(`common:modes.${mode}`)}
          </span>
        )}
      </Table.Td>
      <Table.Td ta="end">
        <NamesLink filter={{ suffix, scope: 'suffix', holding: 'held' }}>{format.count(names)}</NamesLink>
      </Table.Td>
      <Table.Td>{setBy ?? '–'}</Table.Td>
      <Table.Td>
        <Text>{setAt === null ? '–' : format.instant(setAt, timeZone)}</Text>
      </Table.Td>
      {onChange && (
        <Table.Td ta="end">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('suffixes.removeLabel', { suffix: suffixText(suffix) })}
            onClick={() => onChange({ scope: 'suffix', suffix, mode: null })}
          >
            {t('suffixes.remove')}
          </Button>
        </Table.Td>
      )}
    </Table.Tr>
  )
}
