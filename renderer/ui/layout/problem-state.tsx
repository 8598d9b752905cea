import { Button, EmptyState } from '@mantine/core'
import { IconAlertCircle, IconPlugConnectedX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOffline, toProblem } from '../../data/problem.ts'
import { useProblemText } from './use-problem-text.ts'

type ProblemStateProps = {
  readonly problem: unknown
  readonly onRetry?: () => void
  /** Where to go on from what is not there; trying again would not help. */
  readonly wayOut?: ReactNode
}

/** A failed read, in place of what could not be shown, with the next step in it. */
export function ProblemState({ problem, onRetry, wayOut }: ProblemStateProps) {
  const { t } = useTranslation()
  const textOf = useProblemText()
  const { title, detail } = textOf(problem)
  const { code } = toProblem(problem)
  const isUnanswered = isOffline(toProblem(problem))
  const isFinal = code === 'not_found' || code === 'forbidden'
  const retry = onRetry && !isFinal && (
    <Button variant="default" onClick={onRetry}>
      {t('tryAgain')}
    </Button>
  )
  return (
    <EmptyState
      role="alert"
      icon={isUnanswered ? <IconPlugConnectedX /> : <IconAlertCircle />}
      title={title}
      description={detail}
    >
      {(retry || wayOut) && <EmptyState.Actions>{retry || wayOut}</EmptyState.Actions>}
    </EmptyState>
  )
}
