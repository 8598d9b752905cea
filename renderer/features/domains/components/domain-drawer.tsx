import { Badge, Drawer, Group, Loader, Tabs, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { ProblemState } from '../../../ui/layout/problem-state.tsx'
import type { BulkIntent } from '../../bulk/planned-change.ts'
import { domainQuery } from '../api/get-domain.ts'
import { timelineText } from '../domain-columns.tsx'
import { DomainHistory } from './domain-history.tsx'
import { DomainOverview } from './domain-overview.tsx'

type DomainDrawerProps = {
  /** The name in the address; null when closed. */
  readonly name: string | null
  readonly onClose: () => void
  readonly onIntent: (intent: BulkIntent, name: string) => void
}

/** One name beside the table: what will happen to it and why, its facts, its history. */
export function DomainDrawer({ name, onClose, onIntent }: DomainDrawerProps) {
  const { t } = useTranslation(['domains', 'common'])
  return (
    <Drawer
      opened={name !== null}
      onClose={onClose}
      position="right"
      size={520}
      title={<Text fw={600}>{t('drawer.title')}</Text>}
      overlayProps={{ backgroundOpacity: 0.15 }}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {name !== null && <DrawerBody key={name} name={name} onIntent={onIntent} />}
    </Drawer>
  )
}

function DrawerBody({ name, onIntent }: { readonly name: string; readonly onIntent: DomainDrawerProps['onIntent'] }) {
  const { t } = useTranslation(['domains', 'common'])
  const { id: account } = useAccount()
  const domain = useQuery(domainQuery(account, name))
  if (domain.isError) return <ProblemState problem={domain.error} onRetry={() => void domain.refetch()} />
  if (!domain.data) return <Loader size={18} />
  const { unicodeName, timeline, critical, contradiction } = domain.data
  return (
    <>
      <Title order={2} fz={20} style={{ overflowWrap: 'anywhere' }}>
        {unicodeName}
      </Title>
      {unicodeName !== domain.data.name && (
        <Text size="xs" c="dimmed">
          {domain.data.name}
        </Text>
      )}
      <Group gap={6} mt={6} mb="md">
        <Badge color="gray">{timelineText(t, timeline)}</Badge>
        {critical && <Badge>{t('marks.critical')}</Badge>}
        {contradiction && <Badge color="gray">{t('marks.contradictionTitle')}</Badge>}
      </Group>
      <Tabs defaultValue="overview" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="overview">{t('drawer.overview')}</Tabs.Tab>
          <Tabs.Tab value="history">{t('drawer.history')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="overview">
          <DomainOverview domain={domain.data} onIntent={(intent) => onIntent(intent, domain.data.name)} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <DomainHistory name={domain.data.name} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
