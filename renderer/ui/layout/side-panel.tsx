import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type PropsWithChildren, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './side-panel.module.css'

type SidePanelProps = PropsWithChildren<{
  readonly label: string
  readonly title: ReactNode
  readonly onClose: () => void
}>

/**
 * One thing of a list beside the list, which stays in use: it takes the focus when it opens and gives it back when it
 * closes, but keeps nobody inside. `Esc` closes it.
 */
export function SidePanel({ label, title, onClose, children }: SidePanelProps) {
  const { t } = useTranslation()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={label}
      className={classes.panel}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <div className={classes.head}>
        <div className={classes.title}>{title}</div>
        <ActionIcon aria-label={t('close')} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </div>
      <div className={classes.body}>{children}</div>
    </aside>
  )
}
