import { IconAlertTriangle, IconClockEdit, IconFlask } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type HealthReading, serviceNow } from '../../data/health.ts'
import { useFormat } from '../../i18n/use-format.ts'
import classes from './account-shell.module.css'

type BannersProps = { readonly health: HealthReading; readonly timeZone: string }

/**
 * What everybody must know about this workspace: that its database is ill, that it is a test one, that its clock was set
 * by hand.
 */
export function Banners({ health, timeZone }: BannersProps) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const { problem } = health
  if (problem === null && !health.isSandbox && !health.clock.isSetByHand) return null
  const now = new Date(serviceNow(health, Date.now())).toISOString()
  return (
    <aside className={classes.banners} aria-label={t('banners.label')}>
      {problem !== null && (
        <div className={classes.warning} role="alert">
          <IconAlertTriangle size={14} aria-hidden />
          {t(`banners.problems.${problem}`)}
        </div>
      )}
      {health.isSandbox && (
        <div className={classes.banner}>
          <IconFlask size={14} aria-hidden />
          {t('banners.sandbox')}
        </div>
      )}
      {health.clock.isSetByHand && (
        <div className={classes.banner}>
          <IconClockEdit size={14} aria-hidden />
          {t('banners.clock', { now: format.instant(now, timeZone), timeZone })}
        </div>
      )}
    </aside>
  )
}
