import { Kbd, TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'

const TYPING_REST_MS = 150

type SearchFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly inputRef: RefObject<HTMLInputElement | null>
  /** Enter: whoever has found what they looked for goes on to the list. */
  readonly onEnter?: (() => void) | undefined
}

/** Filters while somebody types; waits for the end of a Japanese conversion. `/` leads to it, `Esc` empties it. */
export function SearchField({ label, value, onChange, inputRef, onEnter }: SearchFieldProps) {
  const [text, setText] = useState(value)
  const [isComposing, setIsComposing] = useState(false)
  const report = useDebouncedCallback(onChange, TYPING_REST_MS)
  useEffect(() => setText(value), [value])
  const change = (next: string) => {
    setText(next)
    if (!isComposing) report(next.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') change('')
    if (event.key === 'Enter') onEnter?.()
  }
  useHotkeys([['/', (event) => isOnThePage(event.target) && inputRef.current?.focus()]])
  return (
    <TextInput
      ref={inputRef}
      w={230}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={text === '' ? <Kbd size="xs">/</Kbd> : null}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onCompositionStart={() => setIsComposing(true)}
      onCompositionEnd={(event) => {
        setIsComposing(false)
        report(event.currentTarget.value.trim())
      }}
      onKeyDown={onKeyDown}
    />
  )
}

/** Not in a dialog or a menu over the page, whose keys are their own. */
function isOnThePage(target: EventTarget | null): boolean {
  return !(target instanceof Element && target.closest('[role=dialog], [role=menu]'))
}
