import { Button, DataList, Group, ScrollArea, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { getMailFile } from '../../../../core/contract/http/mails.ts'
import { useAccount } from '../../../data/account.tsx'
import { fileAddress, saveFile } from '../../../data/save-file.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import type { Mail } from '../api/mails.ts'

type MailDialogProps = { readonly mail: Mail; readonly onClose: () => void }

/** A mail as its reader gets it. */
export function MailDialog({ mail, onClose }: MailDialogProps) {
  const { t } = useTranslation(['outbox', 'common'])
  const { id: account } = useAccount()
  const tell = useProblemNotice()
  const { id, to, subject, body, attachments } = mail
  const save = () => void saveFile(fileAddress(getMailFile, { account, id }), `${id}.eml`).catch(tell)
  return (
    <Dialog title={subject} size={680} onClose={onClose}>
      <Stack>
        <DataList gap={4} labelWidth="110px">
          <DataList.Item>
            <DataList.ItemLabel>{t('columns.to')}</DataList.ItemLabel>
            <DataList.ItemValue>{to ?? t('noAddress')}</DataList.ItemValue>
          </DataList.Item>
          {attachments.length > 0 && (
            <DataList.Item>
              <DataList.ItemLabel>{t('attachments')}</DataList.ItemLabel>
              <DataList.ItemValue style={{ whiteSpace: 'pre-line' }}>{attachments.join('\n')}</DataList.ItemValue>
            </DataList.Item>
          )}
        </DataList>
        <ScrollArea.Autosize mah={420} type="auto" viewportProps={{ tabIndex: 0 }}>
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{body}</Text>
        </ScrollArea.Autosize>
        <Group justify="flex-end">
          <Button variant="default" onClick={save}>
            {t('save')}
          </Button>
          <Button data-autofocus onClick={onClose}>
            {t('common:close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
