import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { type BankLine, useConfirmLines } from '../api/bank-files.ts'

type NoteDialogProps = {
  readonly line: BankLine
  readonly to: 'ignore' | 'reopen'
  readonly onClose: () => void
}

/** A line is put aside, or a decision taken back: why, for whoever looks at it later. */
export function NoteDialog({ line, to, onClose }: NoteDialogProps) {
  const { t } = useTranslation(['bank', 'common'])
  const format = useFormat()
  const [note, setNote] = useState('')
  const confirm = useConfirmLines()
  const text = note.trim()
  return (
    <Dialog title={t(`note.${to}.title`)} size={480} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (text !== '') {
            confirm.mutate([{ file: line.file, lines: [{ line: line.line, to, note: text }] }], { onSuccess: onClose })
          }
        }}
      >
        <Stack>
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
          {confirm.error && <FormProblem problem={confirm.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" disabled={text === ''} loading={confirm.isPending}>
              {t(`note.${to}.action`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
