import { Button, Center, EmptyState } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

export function PageNotFound() {
  const { t } = useTranslation('shell')
  return (
    <Center component="main" h="100%" p="lg">
      <EmptyState icon={<IconMapQuestion />} title={t('notFound.title')} description={t('notFound.description')}>
        <EmptyState.Actions>
          <Button component={Link} to="/">
            {t('notFound.action')}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </Center>
  )
}
