import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../ui/layout/page-header.tsx'
import { RecentImports } from './components/recent-imports.tsx'
import { TakeInForm } from './components/take-in-form.tsx'
import classes from './imports.module.css'

/** Where a registrar's export, or a list of names, is handed over; and what was handed over before. */
export function ImportsPage() {
  const { t } = useTranslation('imports')
  return (
    <>
      <PageHeader title={t('title')} note={t('note')} />
      <Stack className={classes.page} gap="md">
        <TakeInForm />
        <RecentImports />
      </Stack>
    </>
  )
}
