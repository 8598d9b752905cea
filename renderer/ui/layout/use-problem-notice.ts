import { notifications } from '@mantine/notifications'
import { useProblemText } from './use-problem-text.ts'

/** Tells of a failure that has no place of its own on the page, such as a download or a press in a menu. */
export function useProblemNotice(): (problem: unknown) => void {
  const textOf = useProblemText()
  return (problem) => {
    const { title, detail } = textOf(problem)
    notifications.show({ title, message: detail ?? '', color: 'gray', autoClose: 8000 })
  }
}
