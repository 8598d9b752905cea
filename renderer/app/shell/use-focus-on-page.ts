import { useRouterState } from '@tanstack/react-router'
import { type RefObject, useEffect } from 'react'

/** After a link that went away with its page the focus is in the new page, not before the sections left of it. */
export function useFocusOnPage(main: RefObject<HTMLElement | null>): void {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page
  useEffect(() => {
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [path, main])
}
