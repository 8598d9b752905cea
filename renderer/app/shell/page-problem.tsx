import { Button, Center } from '@mantine/core'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ProblemState } from '../../ui/layout/problem-state.tsx'

/** What stands in place of a page that could not be read: why, and a way to try again. */
export function PageProblem({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell')
  const router = useRouter()
  const tryAgain = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Center h="100%" p="lg">
      <ProblemState
        problem={error}
        onRetry={tryAgain}
        wayOut={
          <Button component={Link} to="/">
            {t('notFound.action')}
          </Button>
        }
      />
    </Center>
  )
}
