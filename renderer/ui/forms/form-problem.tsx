import { Alert } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import type { PropsWithChildren } from 'react'
import { useProblemText } from '../layout/use-problem-text.ts'

type FormProblemProps = PropsWithChildren<{ readonly problem: unknown }>

/**
 * Why a form could not be sent, above its button, with what more is known about it (the children). Faults of single
 * fields stand at the fields instead.
 */
export function FormProblem({ problem, children }: FormProblemProps) {
  const { title, detail } = useProblemText()(problem)
  return (
    <Alert role="alert" color="gray" variant="light" icon={<IconAlertCircle />} title={title} p="xs">
      {children && <div>{children}</div>}
      {detail}
    </Alert>
  )
}
