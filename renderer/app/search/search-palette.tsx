import { Modal } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { SearchBox } from './search-box.tsx'
import { useSearchPalette } from './search-palette-store.ts'

/** `Ctrl/⌘ K` from anywhere: names and commands, by typing. */
export function SearchPalette() {
  const { t } = useTranslation('shell')
  const { isOpen, open, close } = useSearchPalette()
  useHotkeys([['mod+K', open]], [])
  return (
    <Modal.Root
      opened={isOpen}
      onClose={close}
      centered={false}
      yOffset="10vh"
      size={560}
      transitionProps={{ duration: 0 }}
      returnFocus={false}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={t('search.title')}>
        <SearchBox onClose={close} />
      </Modal.Content>
    </Modal.Root>
  )
}
