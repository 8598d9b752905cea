import { Button, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './drop-zone.module.css'

type DropZoneProps = {
  readonly title: string
  readonly hint: ReactNode
  /** File name endings for the dialog, e.g. `.csv,.xlsx`; anything can be dropped, the service says what it cannot read. */
  readonly accept: string
  readonly isBusy: boolean
  /** One line, where the page is about what is below it. */
  readonly isSlim?: boolean
  readonly onFile: (file: File) => void
}

/** Takes one file, dropped or chosen. The file itself is handed on unread: it may be larger than the page's memory. */
export function DropZone({ title, hint, accept, isBusy, isSlim = false, onFile }: DropZoneProps) {
  const { t } = useTranslation('pages')
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !isBusy) onFile(file)
    if (input.current) input.current.value = ''
  }
  const drag = (isInside: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setIsOver(isInside)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button inside is everybody's
    <div
      className={classes.zone}
      data-over={isOver || undefined}
      data-slim={isSlim || undefined}
      onDragEnter={drag(true)}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event)
        take(event.dataTransfer.files)
      }}
    >
      <IconFileUpload size={isSlim ? 22 : 30} stroke={1.3} aria-hidden />
      <Text fw={600} size="md">
        {title}
      </Text>
      <Text c="dimmed">{hint}</Text>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={title}
        onChange={(event) => take(event.currentTarget.files)}
      />
      <Button mt={isSlim ? 0 : 4} loading={isBusy} onClick={() => input.current?.click()}>
        {t('dropZone.choose')}
      </Button>
    </div>
  )
}
