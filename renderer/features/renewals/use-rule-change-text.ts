import { useTranslation } from 'react-i18next'
import { suffixText } from '../../i18n/suffix-text.ts'
import type { RuleChange } from './rule-change.ts'

/** A change of rules in words: ".cn: auto-expire". */
export function useRuleChangeText() {
  const { t } = useTranslation(['renewals', 'common'])
  const subjectOf = (change: RuleChange) => (change.scope === 'account' ? t('wholeAccount') : suffixText(change.suffix))
  const modeOf = ({ mode }: RuleChange) => (mode === null ? t('noOwnRule') : t(`common:modes.${mode}`))
  return {
    subjectOf,
    modeOf,
    textOf: (change: RuleChange) => t('changeText', { subject: subjectOf(change), mode: modeOf(change) }),
  }
}
