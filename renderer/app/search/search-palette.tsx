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
    <Modal
      opened={isOpen}
      onClose={close}
      withCloseButton={false}
      centered={false}
      yOffset="10vh"
      size={560}
      padding={0}
      transitionProps={{ duration: 0 }}
      aria-label={t('search.title')}
    >
      <SearchBox onClose={close} />
    </Modal>
  )
}
