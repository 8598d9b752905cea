import { Modal } from '@mantine/core'
import type { PropsWithChildren, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeptFocus } from './use-kept-focus.ts'
import { useReturnedFocus } from './use-returned-focus.ts'

type DialogProps = PropsWithChildren<{
  readonly title: ReactNode
  readonly size?: number
  readonly onClose: () => void
}>

/** A dialog that is there as long as it is drawn; afterwards the focus is back where it was. */
export function Dialog({ title, size, onClose, children }: DialogProps) {
  const { t } = useTranslation()
  useReturnedFocus()
  const content = useKeptFocus()
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      {...(size !== undefined && { size })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div ref={content} tabIndex={-1} style={{ outline: 'none' }}>
        {children}
      </div>
    </Modal>
  )
}
