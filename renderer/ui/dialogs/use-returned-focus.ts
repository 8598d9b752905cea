import { useEffect, useState } from 'react'

/** Gives the focus back, when what took it goes away, to where it was: without it the keys of the page are dead. */
export function useReturnedFocus(): void {
  const [before] = useState(focusedElement)
  useEffect(
    () => () => {
      // Not at once: what goes away lets go of its focus while it unmounts.
      setTimeout(() => {
        if (document.activeElement !== document.body && document.activeElement !== null) return
        const goal = before?.isConnected ? before : document.querySelector<HTMLElement>('main')
        goal?.focus({ preventScroll: true })
      })
    },
    [before],
  )
}

/** What has the focus; for an entry of a menu, which closes with its choice, the button that opened the menu. */
function focusedElement(): HTMLElement | null {
  const { activeElement } = document
  const menu = activeElement?.closest('[role=menu]')
  const opener = menu ? document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`) : null
  const element = opener ?? activeElement
  return element instanceof HTMLElement && element !== document.body ? element : null
}
