import { Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DECISION_VERDICTS } from '../../../core/renewal/decision-diff.ts'
import { useAccount } from '../../data/account.tsx'
import { RequestProblem } from '../../data/problem.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { CountFilter } from '../../ui/filters/count-filter.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { ProblemState } from '../../ui/layout/problem-state.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { type DecisionFile, decisionFilesQuery } from './api/decision-files.ts'
import { ApplyDecisions } from './components/apply-decisions.tsx'
import { DecisionRows } from './components/decision-rows.tsx'
import { ToNotices } from './components/to-notices.tsx'
import { monthOfAddress } from './month-of-address.ts'

const routeApi = getRouteApi('/accounts/$account/renewals/notices/$month/decisions/$file')

/** A sheet that came back: what it would change, what it cannot and why, and the button that does it. */
export function DecisionFilePage() {
  const params = routeApi.useParams()
  const month = monthOfAddress(params.month)
  const { id: account } = useAccount()
  const files = useQuery(decisionFilesQuery(account, month))
  return (
    <QueryState query={files} wayOut={<ToNotices />}>
      {(known) => {
        const file = known.find(({ id }) => id === params.file)
        return file ? (
          <DecisionDiff file={file} />
        ) : (
          <ProblemState problem={new RequestProblem({ code: 'not_found' })} wayOut={<ToNotices />} />
        )
      }}
    </QueryState>
  )
}

function DecisionDiff({ file }: { readonly file: DecisionFile }) {
  const { t } = useTranslation('renewals')
  const format = useFormat()
  const { timeZone } = useAccount()
  const { verdict, page = 1 } = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const shown = DECISION_VERDICTS.filter((known) => file.counts[known] > 0 || known === 'change')
  return (
    <>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2}>{t('diff.title', { month: format.month(file.month) })}</Title>
          <Text c="dimmed">{t('diff.handedIn', { at: format.instant(file.createdAt, timeZone) })}</Text>
        </div>
      </Group>
      <ApplyDecisions file={file} />
      <Panel title={t('diff.rows')} explanation={file.state === 'ready' ? t('diff.explanation') : undefined}>
        <CountFilter
          label={t('diff.filter')}
          options={shown.map((value) => ({
            value,
            label: t(`verdicts.${value}`),
            count: file.counts[value],
            isLoss: value === 'tooLate',
          }))}
          chosen={verdict}
          onChoose={(next) => void navigate({ search: { verdict: next }, replace: true })}
        />
        <DecisionRows
          file={file}
          verdict={verdict}
          page={page}
          onPage={(next) => void navigate({ search: { verdict, page: next } })}
        />
      </Panel>
    </>
  )
}
