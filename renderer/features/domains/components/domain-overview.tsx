import { DataList, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DomainDetail } from '../../../../core/contract/http/domains.ts'
import { useAccount } from '../../../data/account.tsx'
import { useConnectionName } from '../../../i18n/use-connection-name.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Day } from '../../../ui/layout/day.tsx'
import type { BulkIntent } from '../../bulk/planned-change.ts'
import { willRenew } from '../will-renew.ts'
import { RenewalCard } from './renewal-card.tsx'

type DomainOverviewProps = { readonly domain: DomainDetail; readonly onIntent: (intent: BulkIntent) => void }

/** The explanation of the renewal first, then every fact with its source and age. */
export function DomainOverview({ domain, onIntent }: DomainOverviewProps) {
  return (
    <Stack gap="lg">
      <RenewalCard domain={domain} onIntent={onIntent} />
      <DateFacts domain={domain} />
      <OtherFacts domain={domain} />
    </Stack>
  )
}

const DATES = ['expiresOn', 'decideBy', 'renewsOn', 'cutOffOn', 'saveBy', 'registeredOn'] as const
/** The fact behind a date, where it is told by somebody and not computed. */
const PROVENANCE: Readonly<Record<string, string>> = { expiresOn: 'registryExpiresOn', registeredOn: 'registeredOn' }

function DateFacts({ domain }: { readonly domain: DomainDetail }) {
  const { t } = useTranslation('domains')
  const { today } = useAccount()
  const isRenewed = willRenew(domain, today)
  const rows = DATES.filter((field) => domain[field] !== null && (field !== 'renewsOn' || isRenewed))
  return (
    <DataList withDivider gap={5} labelWidth="150px" aria-label={t('drawer.dates')}>
      {rows.map((field) => (
        <Fact key={field} label={t(`columns.${field}`)} note={<SourceNote domain={domain} fact={PROVENANCE[field]} />}>
          <Day day={domain[field]} />
        </Fact>
      ))}
    </DataList>
  )
}

function OtherFacts({ domain }: { readonly domain: DomainDetail }) {
  const { t } = useTranslation(['domains', 'common'])
  const format = useFormat()
  const { price, department, tags, nameServers, registryStatuses, note } = domain
  const nameOf = useConnectionName()
  const none = t('common:none')
  return (
    <DataList withDivider gap={5} labelWidth="150px" aria-label={t('drawer.facts')}>
      <Fact label={t('columns.price')}>{price ? format.money(price) : t('noPrice')}</Fact>
      <Fact label={t('columns.registrar')}>{domain.registrar || t('common:unknown')}</Fact>
      <Fact label={t('columns.connection')}>{nameOf({ ...domain.connection, registrar: domain.registrar })}</Fact>
      <Fact label={t('columns.autoRenew')} note={<SourceNote domain={domain} fact="registrarAutoRenew" />}>
        {t(`common:autoRenew.${domain.registrarAutoRenew}`)}
      </Fact>
      <Fact label={t('columns.locks')}>{t(`common:lockLevels.${domain.lockLevel}`)}</Fact>
      <Fact label={t('columns.department')}>{department ?? none}</Fact>
      <Fact label={t('columns.tags')}>{tags.length > 0 ? format.list(tags) : none}</Fact>
      <Fact label={t('columns.nameServers')} note={<SourceNote domain={domain} fact="nameServers" />}>
        {nameServers.length > 0 ? nameServers.join('\n') : none}
      </Fact>
      {registryStatuses.length > 0 && <Fact label={t('drawer.statuses')}>{registryStatuses.join('\n')}</Fact>}
      {note && <Fact label={t('drawer.note')}>{note}</Fact>}
    </DataList>
  )
}

type FactProps = { readonly label: string; readonly children: ReactNode; readonly note?: ReactNode }

function Fact({ label, children, note }: FactProps) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue style={{ whiteSpace: 'pre-line' }}>
        {children}
        {note}
      </DataList.ItemValue>
    </DataList.Item>
  )
}

/** Who said so and when; nothing for facts without a known source. */
function SourceNote({ domain, fact }: { readonly domain: DomainDetail; readonly fact: string | undefined }) {
  const { t } = useTranslation('domains')
  const format = useFormat()
  const provenance = fact === undefined ? undefined : domain.provenance[fact]
  if (!provenance) return null
  return (
    <Text span size="xs" c="dimmed" display="block">
      {t('drawer.source', { source: t(`sources.${provenance.source}`), asOf: format.plainDay(provenance.asOf) })}
    </Text>
  )
}
