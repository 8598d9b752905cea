import { Alert, Button, Group, Stack, TextInput } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IpcRefusal } from '../../../../core/contract/ipc/answer.ts'
import { desktop } from '../../../data/desktop.ts'

type Refusal = 'addressMalformed' | 'addressInsecure' | 'serverUnreachable' | 'serverUnknown' | 'other'

/** Connects the desktop to a team server; the page starts anew there. */
export function ServerForm({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation('sessions')
  const [url, setUrl] = useState('')
  const connect = useMutation({
    mutationFn: () => connectTo(url),
    onSuccess: (refusal) => {
      if (refusal === null) window.location.assign('/')
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        connect.mutate()
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('firstRun.server.address')}
          description={t('firstRun.server.addressHint')}
          type="url"
          placeholder="https://"
          required
          autoFocus
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        {connect.data && (
          <Alert role="alert" color="gray" variant="light" p="xs" icon={<IconAlertCircle />}>
            {t(`firstRun.server.refused.${connect.data}`)}
          </Alert>
        )}
        <Group justify="space-between" mt="xs">
          <Button variant="subtle" color="gray" onClick={onBack}>
            {t('firstRun.back')}
          </Button>
          <Button type="submit" loading={connect.isPending}>
            {t('firstRun.server.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Null when connected, else why not. */
async function connectTo(url: string): Promise<Refusal | null> {
  const answer = await desktop()?.connection.choose({ url: url.trim() })
  if (answer?.ok) return null
  return toRefusal(answer?.error ?? 'internal')
}

function toRefusal(refusal: IpcRefusal): Refusal {
  switch (refusal) {
    case 'addressMalformed':
    case 'addressInsecure':
    case 'serverUnreachable':
    case 'serverUnknown':
      return refusal
    default:
      return 'other'
  }
}
