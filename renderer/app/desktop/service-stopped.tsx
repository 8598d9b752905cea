import { Button, Code, Group, Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceState } from '../../../core/contract/ipc/service.ts'
import { desktop } from '../../data/desktop.ts'

type FailedState = Extract<ServiceState, { kind: 'failed' }>

/** Says why the service on this machine is down for good, and starts it again. A short restart shows as offline only. */
export function ServiceStopped() {
  const { t } = useTranslation('desktop')
  const state = useServiceState()
  const isStarting = state?.kind === 'starting' || state?.kind === 'restarting'
  const [failed, setFailed] = useState<FailedState | null>(null)
  useEffect(() => {
    if (state?.kind === 'failed') setFailed(state)
    if (state?.kind === 'running' || state?.kind === 'remote') setFailed(null)
  }, [state])
  if (failed === null) return null
  const restart = (restore: boolean) => void desktop()?.service.restart({ restore })
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} title={t('service.title')} size={520}>
      <Stack gap="md">
        <Text>{t(failed.canRestore ? 'service.damaged' : 'service.explanation')}</Text>
        <Code block>{failed.detail}</Code>
        <Group justify="flex-end">
          {failed.canRestore && (
            <Button variant="default" loading={isStarting} onClick={() => restart(true)}>
              {t('service.restore')}
            </Button>
          )}
          <Button loading={isStarting} onClick={() => restart(false)} data-autofocus>
            {t('service.restart')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** Null in a browser and until the shell has answered. What was on screen is read again when the service is back. */
function useServiceState(): ServiceState | null {
  const [state, setState] = useState<ServiceState | null>(null)
  const client = useQueryClient()
  const router = useRouter()
  useEffect(() => {
    const shell = desktop()
    void shell?.service.read().then((answer) => answer.ok && setState(answer.value))
    return shell?.service.onChanged((next) => {
      setState(next)
      if (next.kind !== 'running') return
      void client.invalidateQueries()
      void router.invalidate()
    })
  }, [client, router])
  return state
}
