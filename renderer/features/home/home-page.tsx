import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { PageHeader } from '../../ui/layout/page-header.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { NamesLink } from '../../ui/links/names-link.tsx'
import { firstNamesQuery } from './api/find-names.ts'
import { forecastQuery } from './api/get-forecast.ts'
import { contradictions, toDecideWithin } from './attention-filters.ts'
import { AttentionTiles } from './components/attention-tiles.tsx'
import { ContradictionList } from './components/contradiction-list.tsx'
import { DecisionList } from './components/decision-list.tsx'
import { EmptyHome } from './components/empty-home.tsx'
import { ForecastChart } from './components/forecast-chart.tsx'
import classes from './home-page.module.css'

const WINDOW_DAYS = 90
const LISTED = 8

/** What needs a decision, nearest first, and what the year ahead costs. Every number leads to its names. */
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
        <div className={classes.columns}>
          <Panel
            title={t('decide.title')}
            actions={
              <NamesLink filter={toDecideWithin(today, WINDOW_DAYS)} sort="decideBy">
                {t('all')}
              </NamesLink>
            }
          >
            <QueryState query={decide}>{({ items }) => <DecisionList names={items} />}</QueryState>
          </Panel>
          <Panel
            title={t('contradictions.title')}
            actions={
              <NamesLink filter={contradictions()} sort="decideBy">
                {t('all')}
              </NamesLink>
            }
          >
            <QueryState query={mismatches}>{({ items }) => <ContradictionList names={items} />}</QueryState>
          </Panel>
        </div>
        <Panel title={t('forecast.title')}>
          <QueryState query={forecast}>{(data) => <ForecastChart forecast={data} />}</QueryState>
        </Panel>
      </div>
    </>
  )
}
