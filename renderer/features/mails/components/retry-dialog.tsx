import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { type Mail, useRetryMail } from '../api/mails.ts'

type RetryDialogProps = { readonly mail: Mail; readonly onClose: () => void }

/** A mail that was refused goes out again, to its address or to a better one. */
export function RetryDialog({ mail, onClose }: RetryDialogProps) {
  const { t } = useTranslation(['outbox', 'common'])
  const [to, setTo] = useState(mail.to ?? '')
  const retry = useRetryMail(mail.id)
  return (
    <Dialog title={t('retry.title')} size={480} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          retry.mutate(to.trim(), { onSuccess: onClose })
        }}
      >
        <Stack>
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
          {retry.error && <FormProblem problem={retry.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" disabled={to.trim() === ''} loading={retry.isPending}>
              {t('retry.action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
