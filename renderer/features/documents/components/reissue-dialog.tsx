import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useReissue } from '../api/documents.ts'

type ReissueDialogProps = { readonly number: string; readonly onClose: () => void }

/** The same document once more, with the parties as they are now and the reason why. */
export function ReissueDialog({ number, onClose }: ReissueDialogProps) {
  const { t } = useTranslation(['invoices', 'common'])
  const [reason, setReason] = useState('')
  const reissue = useReissue(number)
  const text = reason.trim()
  return (
    <Dialog title={t('reissue.title', { number })} size={480} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (text !== '') reissue.mutate(text, { onSuccess: onClose })
        }}
      >
        <Stack>
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
          {reissue.error && <FormProblem problem={reissue.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" disabled={text === ''} loading={reissue.isPending}>
              {t('reissue.action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
