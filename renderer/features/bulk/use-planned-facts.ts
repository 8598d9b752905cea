import { useTranslation } from 'react-i18next'
import { LOCKS } from '../../../core/domains/locks.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { PlannedChange } from './planned-change.ts'

/** What a change sets, as it was typed, for the preview; nothing where its title says it all. */
export function usePlannedFacts(): (change: PlannedChange) => readonly string[] {
  const { t } = useTranslation(['bulk', 'common'])
  const format = useFormat()
  const fact = (field: string, values: readonly string[]) =>
    `${field}: ${values.length === 0 ? t('common:none') : format.list(values)}`
  return (change) => {
    switch (change.action) {
      case 'setTags': {
        const { add = [], remove = [] } = change.params
        return [
          ...(add.length > 0 ? [fact(t('fields.addTags'), add)] : []),
          ...(remove.length > 0 ? [fact(t('fields.removeTags'), remove)] : []),
        ]
      }
      case 'setDepartment':
        return [fact(t('fields.department'), change.params.department === null ? [] : [change.params.department])]
      case 'setNameServers':
        return [fact(t('fields.nameServers'), change.params.nameServers)]
      case 'setLocks': {
        const { locks } = change.params
        const set = LOCKS.filter((lock) => locks[lock] === true)
        return [
          fact(
            t('fields.locks'),
            set.map((lock) => t(`locks.${lock}`)),
          ),
        ]
      }
      case 'renew':
        return [fact(t('fields.years'), [t('years', { count: change.params.years ?? 1 })])]
      default:
        return []
    }
  }
}
