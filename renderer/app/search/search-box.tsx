import { Kbd, Loader, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReturnedFocus } from '../../ui/dialogs/use-returned-focus.ts'
import { useProblemText } from '../../ui/layout/use-problem-text.ts'
import classes from './search-box.module.css'
import { type SearchHit, useSearchHits } from './use-search-hits.ts'

const TYPING_REST_MS = 120

/** A combobox over a list: the focus stays in the field, the arrows move the active hit. */
export function SearchBox({ onClose }: { readonly onClose: () => void }) {
  useReturnedFocus()
  const { t } = useTranslation('shell')
  const listId = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const [search] = useDebouncedValue(text.trim(), TYPING_REST_MS)
  const { hits, isSearching, problem } = useSearchHits(search)
  const choose = (hit: SearchHit | undefined) => {
    if (!hit) return
    onClose()
    hit.run()
  }
  const enter = useEnter(text.trim() === search && !isSearching, () => choose(hits[active]))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setActive((active + step + hits.length) % Math.max(hits.length, 1))
    // A Japanese input method ends its conversion with Enter too; that one is not a choice.
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) enter.press()
    else return
    event.preventDefault()
  }
  return (
    <div>
      <TextInput
        // At once, not after the dialog's focus trap: the next key belongs to the field.
        autoFocus
        data-autofocus
        size="md"
        variant="unstyled"
        className={classes.field}
        leftSection={isSearching ? <Loader size={14} /> : <IconSearch size={16} aria-hidden />}
        rightSection={<Kbd size="xs">Esc</Kbd>}
        rightSectionWidth={50}
        placeholder={t('search.placeholder')}
        aria-label={t('search.title')}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={hits.length > 0 ? listId : undefined}
        aria-activedescendant={hits[active] ? `${listId}-${active}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
          enter.forget()
        }}
        onKeyDown={onKeyDown}
      />
      {hits.length > 0 && (
        <div role="listbox" id={listId} aria-label={t('search.hits')} className={classes.list}>
          {hits.map((hit, index) => (
            <Hit key={hit.id} id={`${listId}-${index}`} hit={hit} isActive={index === active} onChoose={choose} />
          ))}
        </div>
      )}
      <Outcome isNothing={hits.length === 0 && !isSearching} text={search} problem={problem} />
    </div>
  )
}

/** Enter right after typing is about what is typed, not about what was found before: it waits for the answer. */
function useEnter(isAnswered: boolean, choose: () => void) {
  const [isWaiting, setIsWaiting] = useState(false)
  useEffect(() => {
    if (!isWaiting || !isAnswered) return
    setIsWaiting(false)
    choose()
  })
  return { press: () => setIsWaiting(true), forget: () => setIsWaiting(false) }
}

type OutcomeProps = { readonly isNothing: boolean; readonly text: string; readonly problem: unknown }

/** What a list cannot say: that there is nothing to find, or that names could not be looked for. */
function Outcome({ isNothing, text, problem }: OutcomeProps) {
  const { t } = useTranslation('shell')
  const textOf = useProblemText()
  const said = problem ? Object.values(textOf(problem)).join(' ') : isNothing && t('search.nothing', { text })
  return (
    <div role="status" className={said ? classes.nothing : undefined}>
      {said}
    </div>
  )
}

type HitProps = {
  readonly id: string
  readonly hit: SearchHit
  readonly isActive: boolean
  readonly onChoose: (hit: SearchHit) => void
}

function Hit({ id, hit, isActive, onChoose }: HitProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts through the combobox field, as ARIA prescribes
    <div
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={isActive}
      className={classes.hit}
      onClick={() => onChoose(hit)}
      ref={(element) => {
        if (isActive) element?.scrollIntoView({ block: 'nearest' })
      }}
    >
      <hit.icon size={15} stroke={1.6} aria-hidden />
      <span className={classes.hitText}>{hit.label}</span>
      {hit.note && <span className={classes.hitNote}>{hit.note}</span>}
    </div>
  )
}
