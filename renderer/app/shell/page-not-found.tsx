import { Button, Center, EmptyState, Title } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** No such page, nor anything around it: the way back to the start. */
export function PageNotFound() {
  return (
    <Center component="main" h="100%" p="lg">
      <NothingHere />
    </Center>
  )
}

/** No such page within an account, whose sections stay at hand. */
export function AccountPageNotFound() {
  return (
    <Center h="100%" p="lg">
      <NothingHere />
    </Center>
  )
}

function NothingHere() {
  const { t } = useTranslation('shell')
  return (
    <EmptyState
      icon={<IconMapQuestion />}
      title={
        <Title order={1} size="h2">
          {t('notFound.title')}
        </Title>
      }
      description={t('notFound.description')}
    >
      <EmptyState.Actions>
        <Button component={Link} to="/">
          {t('notFound.action')}
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  )
}
