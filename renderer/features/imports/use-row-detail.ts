import { useFieldLabel } from './use-field-label.ts'
import { useRefusalText } from './use-refusal-text.ts'

const FIELD = /(^|; )(\w+): /g
const CODE = / \((\w+)\)(?=;|$)/g

/** The cells that a row's reason is about, `field: cell (code); …`, with fields and codes in the reader's words. */
export function useRowDetail(): (detail: string) => string {
  const labelOf = useFieldLabel()
  const { ofRow } = useRefusalText()
  return (detail) =>
    detail
      .replace(FIELD, (_, lead: string, field: string) => `${lead}${labelOf(field)}: `)
      .replace(CODE, (_, code: string) => ` (${ofRow(code, null)})`)
}
