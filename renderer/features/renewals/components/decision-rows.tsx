import { EmptyState } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { toULabels } from '../../../../core/domains/idna.ts'
import type { DecisionVerdict } from '../../../../core/renewal/decision-diff.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { Day } from '../../../ui/layout/day.tsx'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import { type PagedColumn, PagedTable } from '../../../ui/table/paged-table.tsx'
import { type DecisionFile, type DecisionRow, decisionRowsQuery } from '../api/decision-files.ts'
import classes from '../renewals.module.css'

type DecisionRowsProps = {
  readonly file: DecisionFile
  readonly verdict: DecisionVerdict | undefined
  readonly page: number
  readonly onPage: (page: number) => void
}

/** The diff row by row: what was written, what holds now, and what will happen, in words. */
export function DecisionRows({ file, verdict, page, onPage }: DecisionRowsProps) {
  const { t } = useTranslation('renewals')
  const { id: account } = useAccount()
  const rows = useQuery(decisionRowsQuery(account, file, verdict, page))
  const columns = useDecisionColumns()
  return (
    <QueryState query={rows}>
      {({ items, total }) => (
        <PagedTable
          label={t('diff.rows')}
          columns={columns}
          rows={items}
          total={total}
          page={page}
          onPage={onPage}
          isReading={rows.isFetching}
          rowId={({ row }) => row}
          empty={<EmptyState icon={<IconListCheck />} title={t('diff.none')} />}
        />
      )}
    </QueryState>
  )
}

function useDecisionColumns(): readonly PagedColumn<DecisionRow>[] {
  const { t } = useTranslation('renewals')
  const outcomeOf = useOutcomeText()
  return [
    { id: 'row', title: t('diff.row'), align: 'end', width: 60, cell: ({ row }) => row },
    {
      id: 'name',
      title: t('columns.name'),
      cell: ({ name, verdict }) =>
        verdict === 'unknown' ? (
          toULabels(name)
        ) : (
          <NamesLink filter={{}} open={name}>
            {toULabels(name)}
          </NamesLink>
        ),
    },
    {
      id: 'expiresOn',
      title: t('columns.expiresOn'),
      isUnbroken: true,
      cell: ({ expiresOn }) => <Day day={expiresOn} />,
    },
    {
      id: 'decision',
      title: t('diff.decision'),
      isUnbroken: true,
      cell: ({ decision }) =>
        decision ? (
          <span className={classes.mode} data-mode={decision}>
            {t(`diff.decisions.${decision}`)}
          </span>
        ) : (
          '–'
        ),
    },
    { id: 'verdict', title: t('diff.verdict'), isUnbroken: true, cell: ({ verdict }) => t(`verdicts.${verdict}`) },
    { id: 'outcome', title: t('diff.outcome'), cell: outcomeOf },
  ]
}

/** What will happen to a row, or why nothing does. */
function useOutcomeText(): (row: DecisionRow) => string {
  const { t } = useTranslation(['renewals', 'common'])
  const format = useFormat()
  const { today } = useAccount()
  return ({ verdict, decision, current, renewsOn }) => {
    const day = renewsOn ? format.day(renewsOn) : ''
    if (verdict === 'tooLate')
      return t(renewsOn && renewsOn < today ? 'outcomes.tooLatePast' : 'outcomes.tooLate', { day })
    if (verdict !== 'change') return t(`outcomes.${verdict}`)
    const change = {
      from: current ? t(`common:modes.${current}`) : '–',
      to: decision ? t(`common:modes.${decision}`) : '',
    }
    return current === decision ? t('outcomes.confirm', change) : t('outcomes.change', change)
  }
}
