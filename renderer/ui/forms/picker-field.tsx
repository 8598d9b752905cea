import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTypedValue } from './use-typed-value.ts'

/** What the fields of this folder take from whoever places them: a text field's own, and a value of exact form. */
export type ExactFieldProps<Value extends string> = Omit<
  TextInputProps,
  'value' | 'defaultValue' | 'onChange' | 'type' | 'min' | 'max' | 'label'
> & {
  readonly label: string
  /** Empty for none. */
  readonly value?: string | undefined
  readonly onChange?: (value: Value | '') => void
}

type PickerFieldProps<Value extends string> = ExactFieldProps<Value> & {
  readonly read: (text: string) => Value | null
  readonly write: (value: Value) => string
  /** What a text that cannot be read is told. */
  readonly unreadText: string
  /** What is wrong with a value that can be read. */
  readonly objection: string | null
  /** The panel from which a value is chosen; absent for a field that is only typed. */
  readonly panel?: (choose: (value: Value) => void) => ReactNode
  /** Whether the field stands in a panel itself, which a panel outside of it would close. */
  readonly isInPanel?: boolean
}

/** A text field for a value of one exact form, typed in any of its spellings or chosen from a panel. */
export function PickerField<Value extends string>({
  value = '',
  onChange = () => undefined,
  onBlur,
  error,
  read,
  write,
  unreadText,
  objection,
  panel,
  isInPanel = false,
  ...field
}: PickerFieldProps<Value>) {
  const input = useRef<HTMLInputElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const typed = useTypedValue<Value>({ value: value as Value | '', onChange, read, write, input })
  const mayOpen = panel !== undefined && !field.readOnly && !field.disabled
  return (
    <TextInput
      {...field}
      ref={input}
      autoComplete="off"
      value={typed.text}
      error={(typed.isUnread ? unreadText : objection) ?? error}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={(event) => {
        typed.leave()
        onBlur?.(event)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && typed.isWrong) {
          event.preventDefault()
          typed.leave()
        }
        if (!mayOpen || event.key !== 'ArrowDown' || !event.altKey) return
        event.preventDefault()
        setIsOpen(true)
      }}
      rightSection={
        mayOpen && (
          <PickerPanel label={field.label} isOpen={isOpen} isInPanel={isInPanel} onToggle={setIsOpen}>
            {panel((chosen) => {
              typed.choose(chosen)
              setIsOpen(false)
            })}
          </PickerPanel>
        )
      }
    />
  )
}

type PickerPanelProps = {
  readonly label: string
  readonly isOpen: boolean
  readonly isInPanel: boolean
  readonly onToggle: (isOpen: boolean) => void
  readonly children: ReactNode
}

function PickerPanel({ label, isOpen, isInPanel, onToggle, children }: PickerPanelProps) {
  const { t } = useTranslation()
  const title = useId()
  return (
    <Popover
      opened={isOpen}
      onChange={onToggle}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      withinPortal={!isInPanel}
    >
      <Popover.Target>
        <ActionIcon id={title} size="sm" aria-label={t('calendar.open', { label })} onClick={() => onToggle(!isOpen)}>
          <IconCalendar size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs">{children}</Popover.Dropdown>
    </Popover>
  )
}
