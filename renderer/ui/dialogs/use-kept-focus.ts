import { type RefCallback, useEffect, useState } from 'react'

/**
 * Keeps the focus inside when the step of a dialog that had it gives way to the next: it goes to what the new step marks
 * with `data-autofocus`, else to the dialog itself. Without it Enter, Tab and a screen reader begin at the page below.
 */
export function useKeptFocus(): RefCallback<HTMLElement> {
  const [content, setContent] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (!content) return
    let last = marked(content)
    const observer = new MutationObserver(() => {
      const next = marked(content)
      const isNew = next !== null && next !== last
      last = next ?? last
      if (isFocusLost() || (isNew && !isTypedInto(document.activeElement))) (next ?? content).focus()
    })
    observer.observe(content, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] })
    return () => observer.disconnect()
  }, [content])
  return setContent
}

function marked(content: HTMLElement): HTMLElement | null {
  return content.querySelector<HTMLElement>('[data-autofocus]:not(:disabled)')
}

function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

function isTypedInto(element: Element | null): boolean {
  return element?.matches('input, textarea, select') === true
}
