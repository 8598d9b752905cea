import { Button, EmptyState } from '@mantine/core'
import { IconFilterOff, IconWorldPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'

type DomainsEmptyProps = { readonly isFiltered: boolean; readonly onClear: () => void }

/** No name matches, or there is none at all: two different next steps. */
export function DomainsEmpty({ isFiltered, onClear }: DomainsEmptyProps) {
  const { t } = useTranslation('domains')
  const { id: account, can } = useAccount()
  if (!isFiltered) {
    return (
      <EmptyState icon={<IconWorldPlus />} title={t('empty.title')} description={t('empty.description')}>
        {can('imports.run') && (
          <EmptyState.Actions>
            <Button
              renderRoot={(props) => (
                <Link {...props} to="/accounts/$account/imports" params={{ account }} search={{}} />
              )}
            >
              {t('empty.action')}
            </Button>
          </EmptyState.Actions>
        )}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<IconFilterOff />} title={t('noMatch.title')} description={t('noMatch.description')}>
      <EmptyState.Actions>
        <Button variant="default" onClick={onClear}>
          {t('noMatch.action')}
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  )
}
