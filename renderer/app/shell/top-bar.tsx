import { Kbd, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../../data/me.ts'
import { BalanceBadge } from '../../features/billing/components/balance-badge.tsx'
import { JobBell } from '../../features/jobs/components/job-bell.tsx'
import { commandKeyLabel } from '../search/command-key.ts'
import { useSearchPalette } from '../search/search-palette-store.ts'
import { AccountMenu } from './account-menu.tsx'
import classes from './account-shell.module.css'
import { DataAgeBadge } from './data-age-badge.tsx'
import { UserMenu } from './user-menu.tsx'

export function TopBar() {
  const { data: me } = useSuspenseQuery(meQuery())
  return (
    <header className={classes.top}>
      <AccountMenu accounts={me.accounts} />
      <SearchButton />
      <BalanceBadge />
      <DataAgeBadge />
      <JobBell />
      <UserMenu user={me.user} />
    </header>
  )
}

function SearchButton() {
  const { t } = useTranslation('shell')
  const open = useSearchPalette((state) => state.open)
  return (
    <UnstyledButton className={classes.search} onClick={open} aria-keyshortcuts="Control+K Meta+K">
      <IconSearch size={15} aria-hidden />
      <span className={classes.searchText}>{t('search.placeholder')}</span>
      <Kbd size="xs">{commandKeyLabel('K')}</Kbd>
    </UnstyledButton>
  )
}
