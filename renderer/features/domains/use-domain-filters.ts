import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../../core/calendar/iso-date.ts'
import { LOCK_LEVELS } from '../../../core/domains/locks.ts'
import { TIMELINE_STATES } from '../../../core/domains/timeline-rules.ts'
import { BLOCKED_REASONS } from '../../../core/orders/blocked-reason.ts'
import { HOLDINGS } from '../../../core/renewal/renewal-class.ts'
import { RENEWAL_MODES, RULE_SCOPES } from '../../../core/renewal/renewal-mode.ts'
import { useAccount } from '../../data/account.tsx'
import { suffixText } from '../../i18n/suffix-text.ts'
import { useConnectionName } from '../../i18n/use-connection-name.ts'
import type { FilterDefinition, FilterOption } from '../../ui/filters/filter-definition.ts'
import { connectionsQuery } from '../connections/api/list-connections.ts'
import { domainFacetsQuery } from './api/domain-facets.ts'

const PRESET_DAYS = [7, 30, 90] as const

/** Every filter of the list of names, in the reader's words, with the counts that the service knows. */
export function useDomainFilters(): readonly FilterDefinition[] {
  const { t } = useTranslation(['domains', 'common'])
  const { id: account, today } = useAccount()
  const facets = useQuery(domainFacetsQuery(account, {})).data?.facets ?? {}
  const counted = (field: string, none?: string): readonly FilterOption[] =>
    (facets[field] ?? []).map(({ value, count }) => ({ value, label: value === '' ? (none ?? value) : value, count }))
  // By id, as links carry it: a connection may be given another name.
  const connections = useConnections(account).map(({ id, name, label }) => {
    return { value: id, label, count: facets['connection']?.find((facet) => facet.value === name)?.count ?? 0 }
  })
  const words = (field: string, values: readonly string[], label: (value: never) => string): readonly FilterOption[] =>
    values.map((value) => ({
      value,
      label: label(value as never),
      count: facets[field]?.find((facet) => facet.value === value)?.count,
    }))
  const choice = (field: string, options: readonly FilterOption[]): FilterDefinition => ({
    kind: 'choice',
    field,
    label: t(`filters.${field as 'mode'}`),
    options,
  })
  const yesNo = (field: 'critical' | 'contradiction' | 'needsDecision'): FilterDefinition =>
    choice(
      field,
      words(field, ['true', 'false'], (value: 'true' | 'false') => t(`filters.${field}Is.${value}`)),
    )
  const days = (field: 'expires' | 'decide'): FilterDefinition => ({
    kind: 'days',
    field,
    label: t(`filters.${field}`),
    from: `${field}From`,
    to: `${field}To`,
    presets: PRESET_DAYS.map((count) => ({
      label: t('filters.nextDays', { count }),
      from: today,
      to: addDays(today, count),
    })),
  })
  const shown = (definition: FilterDefinition): FilterDefinition => ({ ...definition, isAlwaysShown: true })
  return [
    shown(
      choice(
        'mode',
        words('mode', RENEWAL_MODES, (value: 'renew') => t(`common:modes.${value}`)),
      ),
    ),
    shown(
      choice(
        'suffix',
        counted('suffix').map((option) => ({ ...option, label: suffixText(option.value) })),
      ),
    ),
    shown(days('decide')),
    choice(
      'timeline',
      words('timeline', TIMELINE_STATES, (value: 'active') => t(`timeline.${value}`)),
    ),
    days('expires'),
    yesNo('needsDecision'),
    yesNo('contradiction'),
    yesNo('critical'),
    choice(
      'scope',
      words('scope', RULE_SCOPES, (value: 'domain') => t(`common:scopes.${value}`)),
    ),
    choice('department', counted('department', t('filters.noDepartment'))),
    choice('tag', counted('tag', t('filters.noTag'))),
    choice(
      'lock',
      words('lock', LOCK_LEVELS, (value: 'none') => t(`common:lockLevels.${value}`)),
    ),
    choice(
      'blocked',
      words('blocked', BLOCKED_REASONS, (value: 'funds') => t(`filters.blockedIs.${value}`)),
    ),
    choice('registrar', counted('registrar', t('filters.noRegistrar'))),
    choice('connection', connections),
    choice(
      'holding',
      words('holding', HOLDINGS, (value: 'held') => t(`common:holdings.${value}`)),
    ),
  ]
}

function useConnections(account: string) {
  const nameOf = useConnectionName()
  const connections = useQuery(connectionsQuery(account)).data ?? []
  return connections.map((one) => ({ id: one.id, name: one.name, label: nameOf(one) }))
}
