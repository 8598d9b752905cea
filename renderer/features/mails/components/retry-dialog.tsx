import { Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { type Mail, useRetryMail } from '../api/mails.ts'

type RetryDialogProps = { readonly mail: Mail; readonly onClose: () => void }

/** A mail that was refused goes out again, to its address or to a better one. */
export function RetryDialog({ mail, onClose }: RetryDialogProps) {
  const { t } = useTranslation('outbox')
  const [to, setTo] = useState(mail.to ?? '')
  const retry = useRetryMail(mail.id)
  return (
    <FormDialog
      title={t('retry.title')}
      size={480}
      action={t('retry.action')}
      sending={retry}
      isIncomplete={to.trim() === ''}
      onSubmit={(event) => {
        event.preventDefault()
        retry.mutate(to.trim(), { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      {mail.to === null && <Text>{t('retry.noAddress')}</Text>}
      {mail.answer && <Text>{t('retry.answer', { answer: mail.answer })}</Text>}
      <TextInput
        type="email"
        label={t('columns.to')}
        required
        data-autofocus
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
