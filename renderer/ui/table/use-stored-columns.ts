import { useLocalStorage } from '@mantine/hooks'
import { z } from 'zod'
import type { ColumnSetting } from './column-layout.ts'

const settingsSchema = z.array(
  z.object({
    id: z.string(),
    width: z.number().optional(),
    isHidden: z.boolean().optional(),
    pin: z.enum(['left', 'right']).optional(),
  }),
)

/** A page's columns as this person last arranged them, kept on this machine; saved views keep their own. */
export function useStoredColumns(page: string) {
  return useLocalStorage<readonly ColumnSetting[]>({
    key: `daicho.columns.${page}`,
    defaultValue: [],
    getInitialValueInEffect: false,
    deserialize: (text) => settingsSchema.catch([]).parse(parseJson(text)),
  })
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '[]')
  } catch {
    return []
  }
}
