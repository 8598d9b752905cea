import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { getForecast } from '../../../../core/contract/http/forecast.ts'
import { call } from '../../../data/call.ts'

export type Forecast = z.output<(typeof getForecast)['answers'][200]>

/** What falls due in the next twelve months. */
export const forecastQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'forecast'],
    queryFn: ({ signal }) => call(getForecast, { params: { account }, query: { days: 365 } }, { signal }),
  })
