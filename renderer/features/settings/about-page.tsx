import { DataList } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DesktopApi } from '../../../core/contract/ipc/desktop-api.ts'
import { desktop } from '../../data/desktop.ts'
import { healthQuery } from '../../data/health.ts'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { appInfoQuery } from './api/shell-settings.ts'
import { ComponentList } from './components/component-list.tsx'

/** Versions, where the data lies, and what the program is made of. */
export function AboutPage() {
  const { t } = useTranslation(['settings', 'common'])
  const health = useQuery(healthQuery())
  const shell = desktop()
  return (
    <>
      <Panel title={t('common:productName')} explanation={t('about.explanation')}>
        <QueryState query={health}>
          {({ version, database, isSandbox }) => (
            <DataList orientation="horizontal" maw={620}>
              <Fact label={t('about.version')} value={version} />
              {shell && <DesktopFacts shell={shell} />}
              <Fact label={t('about.database')} value={t(`about.databases.${database}`)} />
              {isSandbox && <Fact label={t('about.workspace')} value={t('about.sandbox')} />}
              <Fact label={t('about.data')} value={t(shell ? 'about.dataInDesktop' : 'about.dataOnServer')} />
            </DataList>
          )}
        </QueryState>
      </Panel>
      <Panel title={t('about.components')} explanation={t('about.componentsExplanation')}>
        <ComponentList />
      </Panel>
    </>
  )
}

function DesktopFacts({ shell }: { readonly shell: DesktopApi }) {
  const { t } = useTranslation('settings')
  const { data: info } = useQuery(appInfoQuery(shell))
  if (!info) return null
  return <Fact label={t('about.desktop')} value={`${info.version} (${t(`about.platforms.${info.platform}`)})`} />
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue>{value}</DataList.ItemValue>
    </DataList.Item>
  )
}
