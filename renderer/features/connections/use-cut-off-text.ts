import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../core/base/invariant.ts'
import type { CutOff } from '../../../core/renewal/deadlines.ts'

/** A cut-off in words: "2 days before the expiry". */
export function useCutOffText(): (cutOff: CutOff) => string {
  const { t } = useTranslation('connections')
  return (cutOff) => {
    switch (cutOff.kind) {
      case 'daysBefore':
        if (cutOff.days === 0) return t('cutOffText.onExpiry')
        return cutOff.days > 0
          ? t('cutOffText.daysBefore', { count: cutOff.days })
          : t('cutOffText.daysAfter', { count: -cutOff.days })
      case 'dayOfExpiryMonth':
        return t('cutOffText.dayOfExpiryMonth', { day: cutOff.day })
      case 'endOfPreviousMonth':
        return t('cutOffText.endOfPreviousMonth')
      default:
        return assertNever(cutOff, 'cut-off')
    }
  }
}
