import { Button, CloseButton, Group, Loader, Paper, ScrollArea, Table, Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireMoney } from '../../../../core/money/money.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useProblemText } from '../../../ui/layout/use-problem-text.ts'
import { type NamesFilter, NamesLink } from '../../../ui/links/names-link.tsx'
import type { RenewalRules } from '../api/get-renewal-rules.ts'
import { type RulePreview, rulePreviewQuery } from '../api/preview-rule.ts'
import { previewFilters } from '../preview-filters.ts'
import classes from '../renewals.module.css'
import { modeAfter, type RuleChange, writeRuleChange } from '../rule-change.ts'
import { useRuleChangeText } from '../use-rule-change-text.ts'

type WhatIfTableProps = {
  readonly changes: readonly RuleChange[]
  readonly rules: RenewalRules
  readonly onRemove: (change: RuleChange) => void
  /** Null for who may not set rules. */
  readonly onPropose: ((change: RuleChange) => void) | null
}

type Column = { readonly change: RuleChange; readonly preview: RulePreview | undefined; readonly problem: unknown }

/** What-ifs as columns, so that their numbers stand beside each other. */
export function WhatIfTable({ changes, rules, onRemove, onPropose }: WhatIfTableProps) {
  const { t } = useTranslation('renewals')
  const { id: account } = useAccount()
  const queries = useQueries({ queries: changes.map((change) => rulePreviewQuery(account, change)) })
  const columns = changes.map((change, index): Column => {
    const query = queries[index]
    return { change, preview: query?.data, problem: query?.error ?? null }
  })
  return (
    <Paper withBorder bg="var(--daicho-surface)" p="md">
      <ScrollArea type="auto">
        <Table
          layout="fixed"
          className={classes.comparison}
          aria-label={t('simulator.comparison')}
          miw={200 + columns.length * 190}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col" w={200}>
                {t('simulator.ifLabel')}
              </Table.Th>
              {columns.map(({ change }) => (
                <Table.Th key={writeRuleChange(change)} scope="col">
                  <ColumnHead change={change} onRemove={() => onRemove(change)} />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <ComparisonRows columns={columns} rules={rules} />
            {onPropose && (
              <Table.Tr>
                <Table.Td />
                {columns.map(({ change }) => (
                  <Table.Td key={writeRuleChange(change)}>
                    <Button size="compact-sm" variant="default" onClick={() => onPropose(change)}>
                      {t('simulator.propose')}
                    </Button>
                  </Table.Td>
                ))}
              </Table.Tr>
            )}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Paper>
  )
}

function ColumnHead({ change, onRemove }: { readonly change: RuleChange; readonly onRemove: () => void }) {
  const { t } = useTranslation('renewals')
  const { textOf } = useRuleChangeText()
  return (
    <Group justify="space-between" wrap="nowrap">
      <span>{textOf(change)}</span>
      <CloseButton size="sm" aria-label={t('simulator.remove', { change: textOf(change) })} onClick={onRemove} />
    </Group>
  )
}

type Line = {
  readonly key: string
  readonly label: string
  cell(preview: RulePreview, change: RuleChange): ReactNode
}

function ComparisonRows({ columns, rules }: { readonly columns: readonly Column[]; readonly rules: RenewalRules }) {
  return useLines(rules).map(({ key, label, cell }, index) => (
    <Table.Tr key={key}>
      <Table.Th scope="row" fw={500}>
        {label}
      </Table.Th>
      {columns.map((column) => (
        <Table.Td key={writeRuleChange(column.change)} className={classes.figure}>
          {column.preview ? cell(column.preview, column.change) : index === 0 && <Waiting problem={column.problem} />}
        </Table.Td>
      ))}
    </Table.Tr>
  ))
}

function Waiting({ problem }: { readonly problem: unknown }) {
  const textOf = useProblemText()
  if (problem === null) return <Loader size={14} />
  return <Text role="alert">{textOf(problem).title}</Text>
}

function useLines(rules: RenewalRules): readonly Line[] {
  const { t } = useTranslation('renewals')
  const { today } = useAccount()
  const format = useFormat()
  const names = (count: number, filter: NamesFilter) =>
    count === 0 ? '0' : <NamesLink filter={filter}>{format.count(count)}</NamesLink>
  const sums = (amounts: readonly WireMoney[]) =>
    amounts.length === 0 ? '–' : amounts.map((amount) => format.money(amount)).join(' + ')
  const money = (span: 'next90' | 'next365'): Line => ({
    key: span,
    label: t(`simulator.${span}`),
    cell: ({ money: { [span]: change } }) => (
      <>
        <Text c="dimmed">{sums(change.before)}</Text>
        <Text fw={600}>→ {sums(change.after)}</Text>
      </>
    ),
  })
  return [
    {
      key: 'flips',
      label: t('simulator.flips'),
      cell: ({ flips }, change) => (
        <>
          {names(flips.count, previewFilters(change, rules, today).flips)}
          {flips.count > 0 && (
            <Text size="xs" className={classes.mode} data-mode={modeAfter(change, rules)}>
              {t(`simulator.to.${modeAfter(change, rules)}`)}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'tooLate',
      label: t('simulator.tooLate'),
      cell: ({ tooLate }, change) => names(tooLate, previewFilters(change, rules, today).tooLate),
    },
    {
      key: 'shielded',
      label: t('simulator.shielded'),
      cell: ({ shielded }, change) => names(shielded, previewFilters(change, rules, today).shielded),
    },
    money('next90'),
    money('next365'),
    {
      key: 'unpriced',
      label: t('simulator.unpriced'),
      cell: ({ money: { next365 } }) => format.count(next365.unpriced),
    },
  ]
}
