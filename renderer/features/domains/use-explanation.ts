import { useTranslation } from 'react-i18next'
import type { DomainDetail } from '../../../core/contract/http/domains.ts'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { type ExplanationText, explanationText } from './explanation-text.ts'

/** The renewal of a name as a sentence, and until when that can be changed. */
export function useExplanation(domain: DomainDetail): ExplanationText {
  const { t } = useTranslation(['domains', 'common'])
  const format = useFormat()
  const { timeZone } = useAccount()
  return explanationText(domain, { t, format, timeZone })
}
