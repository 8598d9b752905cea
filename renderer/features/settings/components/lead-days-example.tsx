import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { deadlines } from '../../../../core/renewal/deadlines.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { SAMPLE_CUT_OFF, sampleExpiry } from '../../connections/sample-expiry.ts'

const MAX_LEAD_DAYS = 60

/** What the lead days mean, on a name that expires at the end of next month. */
export function LeadDaysExample({ renewLeadDays }: { readonly renewLeadDays: number }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const { today } = useAccount()
  if (!Number.isInteger(renewLeadDays) || renewLeadDays < 1 || renewLeadDays > MAX_LEAD_DAYS) return null
  const expiresOn = sampleExpiry(today)
  const { cutOffOn, decideBy, renewsOn } = deadlines({ expiresOn, cutOff: SAMPLE_CUT_OFF, renewLeadDays })
  return (
    <Text c="dimmed" role="note">
      {t('account.leadDaysExample', {
        expiresOn: format.day(expiresOn),
        cutOffOn: format.day(cutOffOn),
        decideBy: format.day(decideBy),
        renewsOn: format.day(renewsOn),
      })}
    </Text>
  )
}
