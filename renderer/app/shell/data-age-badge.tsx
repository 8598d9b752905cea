import { Badge, Tooltip } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useConnectionState } from '../../data/connection-state.ts'
import { useHealth } from '../../data/health.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** Shown while nobody answers: how old the data on screen is. Asking for the service's health ends it. */
export function DataAgeBadge() {
  const { t } = useTranslation('shell')
  const format = useFormat()
  useHealth()
  const { isOnline, lastAnswerAt } = useConnectionState()
  if (isOnline) return null
  const age = lastAnswerAt === null ? null : format.age(Date.now() - lastAnswerAt)
  return (
    <Tooltip label={t('offline.explanation')}>
      <Badge role="status" color="gray" variant="filled" size="lg" leftSection={<IconCloudOff size={14} aria-hidden />}>
        {age === null ? t('offline.badge') : t('offline.badgeWithAge', { age })}
      </Badge>
    </Tooltip>
  )
}
