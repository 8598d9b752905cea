import { Alert } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useProblemText } from '../layout/use-problem-text.ts'

/** Why a form could not be sent, above its button. Faults of single fields stand at the fields instead. */
export function FormProblem({ problem }: { readonly problem: unknown }) {
  const { title, detail } = useProblemText()(problem)
  return (
    <Alert role="alert" color="gray" variant="light" icon={<IconAlertCircle />} title={title} p="xs">
      {detail}
    </Alert>
  )
}
