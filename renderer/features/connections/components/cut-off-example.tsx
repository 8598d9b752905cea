import { Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type CutOff, deadlines } from '../../../../core/renewal/deadlines.ts'
import { accountQuery, useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { sampleExpiry } from '../sample-expiry.ts'

/** What a cut-off means for a name that expires at the end of the month after next. */
export function CutOffExample({ cutOff }: { readonly cutOff: CutOff }) {
  const { t } = useTranslation('connections')
  const format = useFormat()
  const { id, today } = useAccount()
  const { renewLeadDays } = useSuspenseQuery(accountQuery(id)).data
  const expiresOn = sampleExpiry(today)
  const { cutOffOn, decideBy } = deadlines({ expiresOn, cutOff, renewLeadDays })
  return (
    <Text role="note">
      {t('example', {
        expiresOn: format.day(expiresOn),
        cutOffOn: format.day(cutOffOn),
        decideBy: format.day(decideBy),
      })}
    </Text>
  )
}
