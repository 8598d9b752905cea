import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemState } from './problem-state.tsx'

type QueryStateProps<Data> = {
  readonly query: UseQueryResult<Data>
  /** Where to go on from where there is nothing. */
  readonly wayOut?: ReactNode
  /** Draws what was read; older data stays on screen while it is read again or cannot be. */
  children(data: Data): ReactNode
}

const LINES = [100, 92, 96, 70]

/** What a request brought; until then its outline, and in place of it the reason why it could not be read. */
export function QueryState<Data>({ query, wayOut, children }: QueryStateProps<Data>) {
  const { t } = useTranslation()
  if (query.data !== undefined) return children(query.data)
  if (query.isError) {
    return <ProblemState problem={query.error} onRetry={() => void query.refetch()} wayOut={wayOut} />
  }
  return (
    <Stack gap="xs" role="status" aria-label={t('loading')}>
      {LINES.map((width) => (
        <Skeleton key={width} height={18} width={`${width}%`} />
      ))}
    </Stack>
  )
}
