import { Alert } from '@mantine/core'
import { IconMailOpened } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../../../core/calendar/iso-date.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import type { Eligibility } from '../api/deliveries.ts'

/** Who can have documents on paper, said for this account. */
export function PaperRule({ eligibility }: { readonly eligibility: Eligibility }) {
  const { t } = useTranslation('deliveries')
  return (
    <Alert color="gray" variant="light" maw={760} icon={<IconMailOpened />} title={t('eligibility.title')}>
      {usePaperRule(eligibility)}
    </Alert>
  )
}

export function usePaperRule({ plan, post, corporateServiceFrom }: Eligibility): string {
  const { t } = useTranslation('deliveries')
  const format = useFormat()
  if (plan === 'corporate') return t('eligibility.corporate')
  if (corporateServiceFrom === null) return t('eligibility.open')
  const from = format.day(corporateServiceFrom)
  if (post === 'corporate_plan_required') return t('eligibility.closed', { from })
  return t('eligibility.until', { day: format.day(addDays(corporateServiceFrom, -1)), from })
}
