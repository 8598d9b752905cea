import { EmptyState } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { renewalRulesQuery } from './api/get-renewal-rules.ts'
import { RuleChangeDialog } from './components/rule-change-dialog.tsx'
import { WhatIfForm } from './components/what-if-form.tsx'
import { WhatIfTable } from './components/what-if-table.tsx'
import { type RuleChange, readRuleChange, writeRuleChange } from './rule-change.ts'

const routeApi = getRouteApi('/accounts/$account/renewals/simulator')

/** What would happen if: several changes side by side, nothing saved. The address holds them, so they can be shared. */
export function SimulatorPage() {
  const { t } = useTranslation('renewals')
  const { id, can } = useAccount()
  const { case: cases = [] } = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const rules = useQuery(renewalRulesQuery(id))
  const [proposed, setProposed] = useState<RuleChange | null>(null)
  const changes = cases.map(readRuleChange).filter((change) => change !== null)
  const show = (next: readonly RuleChange[]) =>
    void navigate({ search: { case: [...new Set(next.map(writeRuleChange))] }, replace: true })
  return (
    <>
      <Panel title={t('simulator.title')} explanation={t('simulator.explanation')}>
        <WhatIfForm onAdd={(change) => show([...changes, change])} />
      </Panel>
      <QueryState query={rules}>
        {(known) =>
          changes.length === 0 ? (
            <EmptyState
              icon={<IconScale />}
              title={t('simulator.none.title')}
              description={t('simulator.none.description')}
            />
          ) : (
            <WhatIfTable
              changes={changes}
              rules={known}
              onRemove={(change) => show(changes.filter((one) => one !== change))}
              onPropose={can('renewal.rules', { kind: 'account' }) ? setProposed : null}
            />
          )
        }
      </QueryState>
      {proposed && rules.data && (
        <RuleChangeDialog
          change={proposed}
          rules={rules.data}
          onSaved={() => setProposed(null)}
          onClose={() => setProposed(null)}
        />
      )}
    </>
  )
}
