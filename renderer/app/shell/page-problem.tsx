import { Center } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { ProblemState } from '../../ui/layout/problem-state.tsx'

/** What stands in place of a page that could not be read: why, and a way to try again. */
export function PageProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const tryAgain = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Center h="100%" p="lg">
      <ProblemState problem={error} onRetry={tryAgain} />
    </Center>
  )
}
