import { useTranslation } from 'react-i18next'
import { toProblem } from '../../data/problem.ts'

/** A refusal in the reader's words: what is wrong, and what to do or whom to tell. */
export type ProblemText = { readonly title: string; readonly detail?: string }

/** The one presenter of errors: code → text of the `errors` catalogue, with the problem's arguments. */
export function useProblemText(): (error: unknown) => ProblemText {
  const { t } = useTranslation('errors')
  return (error) => {
    const { code, args, requestId } = toProblem(error)
    const title = t(`${code}.title`, { ...args })
    const detail = t(`${code}.detail`, { ...args, requestId: requestId ?? '', defaultValue: '' })
    return detail ? { title, detail } : { title }
  }
}
