import { type RefObject, useEffect, useState } from 'react'

type TypedValue<Value extends string> = {
  readonly value: Value | ''
  readonly onChange: (value: Value | '') => void
  /** What a text means; null for what means nothing. */
  readonly read: (text: string) => Value | null
  /** The text of a value, as the reader's language has it. */
  readonly write: (value: Value) => string
  readonly input: RefObject<HTMLInputElement | null>
}

type Draft = { readonly text: string; readonly value: string; readonly isLeft: boolean }

/**
 * Text that a person types for a value of one exact form. The value follows as soon as the text can be read; a text that
 * cannot be read stays as it was typed, is said to be `isUnread` once it is left, and keeps its form from being sent.
 */
export function useTypedValue<Value extends string>({ value, onChange, read, write, input }: TypedValue<Value>) {
  const [draft, setDraft] = useState<Draft | null>(null)
  // What is typed yields when another value comes from outside.
  const current = draft?.value === value ? draft : null
  const isWrong = current !== null && current.text.trim() !== '' && read(current.text) === null

  const type = (text: string) => {
    const next = text.trim() === '' ? '' : (read(text) ?? value)
    setDraft({ text, value: next, isLeft: false })
    if (next !== value) onChange(next)
  }
  const leave = () => {
    setDraft(isWrong ? { text: current.text, value: '', isLeft: true } : null)
    if (isWrong && value !== '') onChange('')
  }
  const choose = (chosen: Value) => {
    setDraft(null)
    onChange(chosen)
  }
  useEffect(() => {
    const form = input.current?.form
    if (!form || !isWrong) return
    const keep = (event: SubmitEvent) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      leave()
      input.current?.focus()
    }
    form.addEventListener('submit', keep, true)
    return () => form.removeEventListener('submit', keep, true)
  })
  return {
    text: current?.text ?? (value === '' ? '' : write(value)),
    isWrong,
    /** Wrong, and no longer being typed. */
    isUnread: isWrong && current.isLeft,
    type,
    leave,
    choose,
  }
}
