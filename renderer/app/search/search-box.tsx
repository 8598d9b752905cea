import { Kbd, Loader, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './search-box.module.css'
import { type SearchHit, useSearchHits } from './use-search-hits.ts'

const TYPING_REST_MS = 120

/** A combobox over a list: the focus stays in the field, the arrows move the active hit. */
export function SearchBox({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('shell')
  const listId = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const [search] = useDebouncedValue(text.trim(), TYPING_REST_MS)
  const { hits, isSearching } = useSearchHits(search)
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
      <div role="status" className={hits.length === 0 ? classes.nothing : undefined}>
        {hits.length === 0 && !isSearching && t('search.nothing', { text: search })}
      </div>
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
