import { Button, EmptyState, Group, Text } from '@mantine/core'
import { IconFlaskOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { useHealth } from '../../data/health.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { FormProblem } from '../../ui/forms/form-problem.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { type Sandbox, sandboxQuery, useSetSandbox } from './api/sandbox.ts'
import { RuleDialog } from './components/rule-dialog.tsx'
import { RuleTable } from './components/rule-table.tsx'

/** How the simulated registry of a test workspace answers. */
export function SandboxPage() {
  const { t } = useTranslation('sandbox')
  const { id } = useAccount()
  const isSandbox = useHealth()?.isSandbox
  const sandbox = useQuery({ ...sandboxQuery(id), enabled: isSandbox === true })
  if (isSandbox === false) {
    return <EmptyState icon={<IconFlaskOff />} title={t('notHere.title')} description={t('notHere.description')} />
  }
  return (
    <Panel title={t('title')} explanation={t('explanation')}>
      <QueryState query={sandbox}>{(data) => <Rules sandbox={data} />}</QueryState>
    </Panel>
  )
}

function Rules({ sandbox: { rules, names, commands } }: { readonly sandbox: Sandbox }) {
  const { t } = useTranslation('sandbox')
  const format = useFormat()
  const set = useSetSandbox()
  const [isAdding, setAdding] = useState(false)
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Text c="dimmed">{t('counts', { names: format.count(names), commands: format.count(commands) })}</Text>
        <Button onClick={() => setAdding(true)}>{t('add')}</Button>
      </Group>
      {set.error && <FormProblem problem={set.error} />}
      <RuleTable rules={rules} onRemove={(n) => set.mutate(rules.filter((_, index) => index !== n))} />
      {isAdding && (
        <RuleDialog
          problem={set.error}
          isSaving={set.isPending}
          onAdd={(rule) => set.mutate([...rules, rule], { onSuccess: () => setAdding(false) })}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  )
}
