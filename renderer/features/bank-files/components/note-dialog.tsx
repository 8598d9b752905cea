import { Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { type BankLine, useConfirmLines } from '../api/bank-files.ts'

type NoteDialogProps = {
  readonly line: BankLine
  readonly to: 'ignore' | 'reopen'
  readonly onClose: () => void
}

/** A line is put aside, or a decision taken back: why, for whoever looks at it later. */
export function NoteDialog({ line, to, onClose }: NoteDialogProps) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  const [note, setNote] = useState('')
  const confirm = useConfirmLines()
  const text = note.trim()
  return (
    <FormDialog
      title={t(`note.${to}.title`)}
      size={480}
      action={t(`note.${to}.action`)}
      sending={confirm}
      isIncomplete={text === ''}
      onSubmit={(event) => {
        event.preventDefault()
        if (text !== '') {
          confirm.mutate([{ file: line.file, lines: [{ line: line.line, to, note: text }] }], { onSuccess: onClose })
        }
      }}
      onClose={onClose}
    >
      <Text>{t(`note.${to}.text`, { payer: line.payerName.trim(), amount: format.moneyInText(line.amount) })}</Text>
      <Textarea
        label={t('note.label')}
        required
        data-autofocus
        rows={2}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
