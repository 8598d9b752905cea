import { Button, EmptyState } from '@mantine/core'
import { IconAlertCircle, IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isOffline, toProblem } from '../../data/problem.ts'
import { useProblemText } from './use-problem-text.ts'

type ProblemStateProps = { readonly problem: unknown; readonly onRetry?: () => void }

/** A failed read, in place of what could not be shown. */
export function ProblemState({ problem, onRetry }: ProblemStateProps) {
  const { t } = useTranslation()
  const textOf = useProblemText()
  const { title, detail } = textOf(problem)
  const isUnanswered = isOffline(toProblem(problem))
  return (
    <EmptyState
      role="alert"
      icon={isUnanswered ? <IconPlugConnectedX /> : <IconAlertCircle />}
      title={title}
      description={detail}
    >
      {onRetry && (
        <EmptyState.Actions>
          <Button variant="default" onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        </EmptyState.Actions>
      )}
    </EmptyState>
  )
}
