import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { PageHeader } from '../../ui/layout/page-header.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { type NamesFilter, NamesLink } from '../../ui/links/names-link.tsx'
import { firstNamesQuery } from './api/find-names.ts'
import { forecastQuery } from './api/get-forecast.ts'
import { contradictions, toDecideWithin } from './attention-filters.ts'
import { AttentionTiles } from './components/attention-tiles.tsx'
import { ContradictionList } from './components/contradiction-list.tsx'
import { DecisionList } from './components/decision-list.tsx'
import { EmptyHome } from './components/empty-home.tsx'
import { ForecastChart } from './components/forecast-chart.tsx'
import { MoneyTiles } from './components/money-tiles.tsx'
import classes from './home-page.module.css'

const WINDOW_DAYS = 90
const LISTED = 8

/** Contradictions first, then what needs a decision, nearest first, and what the year ahead costs. */
export function HomePage() {
  const { t } = useTranslation('home')
  const { id: account, today } = useAccount()
  const format = useFormat()
  const all = useQuery(firstNamesQuery(account, {}, 1))
  const decide = useQuery(firstNamesQuery(account, toDecideWithin(today, WINDOW_DAYS), LISTED))
  const mismatches = useQuery(firstNamesQuery(account, contradictions(), LISTED))
  const forecast = useQuery(forecastQuery(account))
  if (all.data?.total === 0) return <EmptyHome />
  return (
    <>
      <PageHeader title={t('title')} note={t('asOf', { day: format.day(today) })} />
      <div className={classes.page}>
        <AttentionTiles />
        <MoneyTiles />
        <div className={classes.columns}>
          <Panel
            title={t('contradictions.title')}
            actions={<AllNames filter={contradictions()} total={mismatches.data?.total} />}
          >
            <QueryState query={mismatches}>{({ items }) => <ContradictionList names={items} />}</QueryState>
          </Panel>
          <Panel
            title={t('decide.title')}
            actions={<AllNames filter={toDecideWithin(today, WINDOW_DAYS)} total={decide.data?.total} />}
          >
            <QueryState query={decide}>{({ items }) => <DecisionList names={items} />}</QueryState>
          </Panel>
        </div>
        <Panel title={t('forecast.title')}>
          <QueryState query={forecast}>{(data) => <ForecastChart forecast={data} />}</QueryState>
        </Panel>
      </div>
    </>
  )
}

/** Leads from the first names of a list to all of them. */
function AllNames({ filter, total }: { readonly filter: NamesFilter; readonly total: number | undefined }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  if (!total) return null
  return (
    <NamesLink filter={filter} sort="decideBy">
      {t('all', { count: total, formatted: format.count(total) })}
    </NamesLink>
  )
}
