import { Button, Center, EmptyState, VisuallyHidden } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'

/** A portfolio without names: the one thing to do next. */
export function EmptyHome() {
  const { t } = useTranslation('home')
  const { id: account, can } = useAccount()
  return (
    <Center h="80%" p="lg">
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <EmptyState icon={<IconFileImport />} title={t('empty.title')} description={t('empty.description')}>
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
    </Center>
  )
}
