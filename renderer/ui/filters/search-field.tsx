import { Kbd, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'

const TYPING_REST_MS = 150

type SearchFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly inputRef: RefObject<HTMLInputElement | null>
}

/** Filters while somebody types; waits for the end of a Japanese conversion. `Esc` empties it. */
export function SearchField({ label, value, onChange, inputRef }: SearchFieldProps) {
  const [text, setText] = useState(value)
  const [isComposing, setIsComposing] = useState(false)
  const report = useDebouncedCallback(onChange, TYPING_REST_MS)
  useEffect(() => setText(value), [value])
  const change = (next: string) => {
    setText(next)
    if (!isComposing) report(next.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) change('')
  }
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
