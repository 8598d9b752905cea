import { Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { useReissue } from '../api/documents.ts'

type ReissueDialogProps = { readonly number: string; readonly onClose: () => void }

/** The same document once more, with the parties as they are now and the reason why. */
export function ReissueDialog({ number, onClose }: ReissueDialogProps) {
  const { t } = useTranslation('invoices')
  const [reason, setReason] = useState('')
  const reissue = useReissue(number)
  const text = reason.trim()
  return (
    <FormDialog
      title={t('reissue.title', { number })}
      size={480}
      action={t('reissue.action')}
      sending={reissue}
      isIncomplete={text === ''}
      onSubmit={(event) => {
        event.preventDefault()
        if (text !== '') reissue.mutate(text, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      <Text>{t('reissue.text')}</Text>
      <Textarea
        label={t('reissue.reason')}
        required
        data-autofocus
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
