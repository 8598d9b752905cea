import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { type RenewalRules, renewalRulesQuery } from './api/get-renewal-rules.ts'
import { AccountRulePanel } from './components/account-rule-panel.tsx'
import { ExceptionsPanel } from './components/exceptions-panel.tsx'
import { RuleChangeDialog } from './components/rule-change-dialog.tsx'
import { SuffixRulesPanel } from './components/suffix-rules-panel.tsx'
import type { RuleChange } from './rule-change.ts'

/** What happens to names: by the account, by suffix, and the exceptions. Every change shows its effect first. */
export function RulesPage() {
  const { id } = useAccount()
  const rules = useQuery(renewalRulesQuery(id))
  return <QueryState query={rules}>{(known) => <Rules rules={known} />}</QueryState>
}

function Rules({ rules }: { readonly rules: RenewalRules }) {
  const { t } = useTranslation('renewals')
  const account = useAccount()
  const [change, setChange] = useState<RuleChange | null>(null)
  const [isSaved, setIsSaved] = useState(false)
  const propose = (proposed: RuleChange) => {
    setIsSaved(false)
    setChange(proposed)
  }
  const maySet = account.can('renewal.rules', { kind: 'account' })
  return (
    <>
      <AccountRulePanel rule={rules.account} onChange={maySet ? propose : null} />
      <SuffixRulesPanel rules={rules} onChange={maySet ? propose : null} />
      <ExceptionsPanel exceptions={rules.exceptions} />
      <div role="status">{isSaved && t('saved')}</div>
      {change && (
        <RuleChangeDialog
          change={change}
          rules={rules}
          onSaved={() => {
            setIsSaved(true)
            setChange(null)
          }}
          onClose={() => setChange(null)}
        />
      )}
    </>
  )
}
