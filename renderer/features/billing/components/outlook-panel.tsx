import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { Panel } from '../../../ui/layout/panel.tsx'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { forecastQuery } from '../../home/api/get-forecast.ts'
import { ForecastChart } from '../../home/components/forecast-chart.tsx'
import { FundsOutlook } from './funds-outlook.tsx'

/** What renews in the year ahead, month by month, and until when the money is enough for it. */
export function OutlookPanel() {
  const { t } = useTranslation('billing')
  const account = useAccount()
  const mayLook = account.can('forecast.read')
  const forecast = useQuery({ ...forecastQuery(account.id), enabled: mayLook })
  if (!mayLook) return null
  return (
    <Panel title={t('outlook.title')} explanation={t('outlook.explanation')}>
      <QueryState query={forecast}>
        {(data) => (
          <>
            <ForecastChart forecast={data} />
            {data.funds && <FundsOutlook funds={data.funds} />}
          </>
        )}
      </QueryState>
    </Panel>
  )
}
