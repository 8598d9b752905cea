import { Badge, Button, Group, Tabs, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DomainDetail } from '../../../../core/contract/http/domains.ts'
import { useAccount } from '../../../data/account.tsx'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { SidePanel } from '../../../ui/layout/side-panel.tsx'
import type { BulkIntent } from '../../bulk/planned-change.ts'
import { DomainMoney } from '../../orders/components/domain-money.tsx'
import { domainQuery } from '../api/get-domain.ts'
import { stateText } from '../domain-columns.tsx'
import { DRAWER_TABS, type DrawerTab } from '../domains-search.ts'
import { DomainHistory } from './domain-history.tsx'
import { DomainOverview } from './domain-overview.tsx'

type DomainDrawerProps = {
  /** The name in the address. */
  readonly name: string
  readonly tab: DrawerTab
  readonly onTab: (tab: DrawerTab) => void
  readonly onClose: () => void
  readonly onIntent: (intent: BulkIntent, name: string) => void
}

/** One name beside the table: what will happen to it and why, its facts, its history. */
export function DomainDrawer({ name, tab, onTab, onClose, onIntent }: DomainDrawerProps) {
  const { t } = useTranslation(['domains', 'orders'])
  const { id: account } = useAccount()
  const domain = useQuery(domainQuery(account, name))
  return (
    <SidePanel label={t('drawer.title')} title={<DrawerTitle name={name} domain={domain.data} />} onClose={onClose}>
      <QueryState query={domain} wayOut={<SearchInstead name={name} />}>
        {(data) => (
          <Tabs
            value={tab}
            onChange={(value) => onTab(DRAWER_TABS.find((known) => known === value) ?? 'overview')}
            keepMounted={false}
          >
            <Tabs.List mb="md">
              <Tabs.Tab value="overview">{t('drawer.overview')}</Tabs.Tab>
              <Tabs.Tab value="money">{t('orders:money.tab')}</Tabs.Tab>
              <Tabs.Tab value="history">{t('drawer.history')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="overview">
              <DomainOverview domain={data} onIntent={(intent) => onIntent(intent, data.unicodeName)} />
            </Tabs.Panel>
            <Tabs.Panel value="money">
              <DomainMoney domain={data} />
            </Tabs.Panel>
            <Tabs.Panel value="history">
              <DomainHistory name={data.name} />
            </Tabs.Panel>
          </Tabs>
        )}
      </QueryState>
    </SidePanel>
  )
}

/** A name that is not in the account, perhaps mistyped in an address: the names that are like it. */
function SearchInstead({ name }: { readonly name: string }) {
  const { t } = useTranslation('domains')
  const { id: account } = useAccount()
  return (
    <Button
      variant="default"
      renderRoot={(props) => (
        <Link {...props} to="/accounts/$account/domains" params={{ account }} search={{ search: name }} />
      )}
    >
      {t('drawer.searchInstead', { name })}
    </Button>
  )
}

function DrawerTitle({ name, domain }: { readonly name: string; readonly domain: DomainDetail | undefined }) {
  const { t } = useTranslation(['domains', 'common', 'orders'])
  const shown = domain?.unicodeName ?? name
  return (
    <>
      <Title order={2} fz={18} style={{ overflowWrap: 'anywhere' }}>
        {shown}
      </Title>
      {shown !== name && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
      )}
      {domain && (
        <Group gap={6} mt={6}>
          <Badge color="gray">{stateText(t, domain)}</Badge>
          {domain.critical && <Badge>{t('marks.critical')}</Badge>}
          {domain.blocked && <Badge color="red">{t('orders:money.blocked')}</Badge>}
          {domain.contradiction && <Badge color="gray">{t('marks.contradictionTitle')}</Badge>}
        </Group>
      )}
    </>
  )
}
