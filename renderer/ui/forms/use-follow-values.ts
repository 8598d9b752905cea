import type { UseFormReturnType } from '@mantine/form'
import { useCallback, useEffect, useRef } from 'react'
import { followValues, isSame } from './follow-values.ts'

/**
 * Keeps an open form true: when what it shows is changed elsewhere, fields that nobody has touched follow, and what was
 * typed stays. `current` keeps its identity while nothing changes. Returns what to call once the form was saved.
 */
export function useFollowValues<T extends Record<string, unknown>>(
  { getValues, setValues, resetDirty }: UseFormReturnType<T>,
  current: T,
): () => void {
  const shown = useRef(current)
  useEffect(() => {
    if (isSame(shown.current, current)) return
    setValues(followValues(shown.current, getValues(), current))
    resetDirty(current)
    shown.current = current
  }, [current, getValues, setValues, resetDirty])
  return useCallback(() => {
    shown.current = getValues()
    resetDirty()
  }, [getValues, resetDirty])
}
