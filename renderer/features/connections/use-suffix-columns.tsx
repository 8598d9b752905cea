import { Badge, Group, Text, Tooltip } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { NamesLink } from '../../ui/links/names-link.tsx'
import type { PagedColumn } from '../../ui/table/paged-table.tsx'
import type { CatalogueSuffix } from './api/list-suffixes.ts'
import { useCutOffText } from './use-cut-off-text.ts'

type Column = PagedColumn<CatalogueSuffix>

/** What the catalogue tells of a suffix, in words; what nobody knows is said to be unknown. */
export function useSuffixColumns(): readonly Column[] {
  const { t } = useTranslation(['connections', 'common'])
  const format = useFormat()
  const cutOffText = useCutOffText()
  return [
    { id: 'suffix', title: t('suffixes.columns.suffix'), cell: (row) => <SuffixName row={row} /> },
    {
      id: 'names',
      title: t('suffixes.columns.names'),
      align: 'end',
      cell: ({ suffix, names }) =>
        names > 0 ? (
          <NamesLink filter={{ suffix, holding: 'held' }}>{format.count(names)}</NamesLink>
        ) : (
          <Text c="dimmed">0</Text>
        ),
    },
    { id: 'expiry', title: t('suffixes.columns.expiry'), width: 190, cell: ({ facts }) => expiryText(t, facts) },
    { id: 'late', title: t('suffixes.columns.late'), isUnbroken: true, cell: ({ facts }) => lateText(t, facts) },
    { id: 'restore', title: t('suffixes.columns.restore'), width: 145, cell: ({ facts }) => restoreText(t, facts) },
    {
      id: 'cutOff',
      title: t('suffixes.columns.cutOff'),
      width: 145,
      cell: ({ facts }) => (facts?.cutOff ? cutOffText(facts.cutOff) : t('suffixes.unknown')),
    },
    { id: 'source', title: t('suffixes.columns.source'), width: 220, cell: (row) => <Source row={row} /> },
  ]
}

type Texts = TFunction<['connections', 'common']>

function expiryText(t: Texts, facts: CatalogueSuffix['facts']): string {
  const model = facts?.expiryModel ? t(`suffixes.expiry.${facts.expiryModel}`) : null
  const renewal = facts?.registryRenewMode ? t(`suffixes.registryRenews.${facts.registryRenewMode}`) : null
  const parts = [model, renewal].filter((part) => part !== null)
  return parts.length > 0 ? parts.join(t('suffixes.separator')) : t('suffixes.unknown')
}

function lateText(t: Texts, facts: CatalogueSuffix['facts']): string {
  if (facts === null || facts.graceDays === null) return t('suffixes.unknown')
  return facts.graceDays > 0 ? t('suffixes.late', { count: facts.graceDays }) : t('common:none')
}

function restoreText(t: Texts, facts: CatalogueSuffix['facts']): string {
  if (!facts?.redemption) return t('suffixes.unknown')
  const { redemption } = facts
  return redemption.mode === 'days'
    ? t('suffixes.restore.days', { count: redemption.days })
    : t('suffixes.restore.dayOfNextMonth', { from: redemption.from, to: redemption.to })
}

function SuffixName({ row }: { readonly row: CatalogueSuffix }) {
  const { t } = useTranslation('connections')
  return (
    <Group gap="xs" wrap="nowrap">
      <Text fw={600}>.{row.unicodeSuffix}</Text>
      {row.unicodeSuffix !== row.suffix && <Text c="dimmed">.{row.suffix}</Text>}
      {row.basis === 'family' && (
        <Tooltip label={t('suffixes.familyHint')}>
          <Badge color="gray" tabIndex={0} flex="none">
            {t('suffixes.family')}
          </Badge>
        </Tooltip>
      )}
    </Group>
  )
}

/** Where the facts come from and when that was read; facts in no source are said to be unchecked. */
function Source({ row: { source, asOf, facts } }: { readonly row: CatalogueSuffix }) {
  const { t } = useTranslation('connections')
  const format = useFormat()
  if (source === null) return <Text c="dimmed">{t('suffixes.noSource')}</Text>
  return (
    <>
      <Text size="xs" lineClamp={2} title={source}>
        {source}
      </Text>
      <Text size="xs" c="dimmed">
        {asOf && t('suffixes.asOf', { asOf: format.plainDay(asOf as IsoDate) })}
        {facts !== null && facts.unverified.length > 0 && ` ${t('suffixes.unverified')}`}
      </Text>
    </>
  )
}
