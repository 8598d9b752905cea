import { useCallback, useEffect, useLayoutEffect, useState } from 'react'
import { ScrollWindow } from './scroll-window.ts'

/** Height of a row and of the head, in px; the style sheet has the same. */
export const ROW_HEIGHT = 32

/** The scroll window of one table: follows its element's size and its list's length, and starts anew with a new list. */
export function useScrollWindow(listNumber: number, rowCount: number) {
  const [scroll] = useState(() => new ScrollWindow(ROW_HEIGHT))
  const ref = useCallback(
    (element: HTMLDivElement | null) => {
      scroll.attach(element)
      if (!element) return
      const measure = () => scroll.resize({ viewHeight: Math.max(0, element.clientHeight - ROW_HEIGHT) })
      const observer = new ResizeObserver(measure)
      observer.observe(element)
      measure()
      return () => observer.disconnect()
    },
    [scroll],
  )
  // The rows below draw with this length at once: a frame without them would blink.
  scroll.expect(rowCount)
  useLayoutEffect(() => scroll.resize({ rowCount }), [scroll, rowCount])
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs because another list is shown
  useEffect(() => scroll.showTop(), [scroll, listNumber])
  return { scroll, ref }
}
