import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LINE_STATES, type LineState } from '../../../../core/billing/bank-line-state.ts'
import { useAccount } from '../../../data/account.tsx'
import { CountFilter } from '../../../ui/filters/count-filter.tsx'
import { bankLinesQuery } from '../api/bank-files.ts'

type LineStatesProps = {
  readonly file: string | undefined
  readonly chosen: LineState | 'all'
  readonly onChoose: (state: LineState | 'all') => void
}

/** How many lines are in which state; those that nobody has to do with are left out while there are none. */
export function LineStates({ file, chosen, onChoose }: LineStatesProps) {
  const { t } = useTranslation('bank')
  const { id: account } = useAccount()
  const counts = useQueries({
    queries: LINE_STATES.map((state) => bankLinesQuery(account, { ...(file && { file }), state, limit: 1 })),
  })
  const options = LINE_STATES.map((value, n) => ({
    value,
    label: t(`states.${value}`),
    count: counts[n]?.data?.total ?? 0,
  }))
  return (
    <CountFilter
      label={t('lines.states')}
      options={options.filter(({ value, count }) => count > 0 || value === 'open' || value === chosen)}
      chosen={chosen === 'all' ? undefined : chosen}
      onChoose={(state) => onChoose(state ?? 'all')}
    />
  )
}
