import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { AccountProvider, accountQuery, currentAccount } from '../../data/account.tsx'
import { healthQuery, serviceNow } from '../../data/health.ts'
import { useLiveChanges } from '../../data/live-changes.ts'
import { SearchPalette } from '../search/search-palette.tsx'
import classes from './account-shell.module.css'
import { Banners } from './banners.tsx'
import { Sidebar } from './sidebar.tsx'
import { TopBar } from './top-bar.tsx'
import { useFocusOnPage } from './use-focus-on-page.ts'

const routeApi = getRouteApi('/accounts/$account')

/** The frame of every page of an account: sections left, bar on top, the page in between. */
export function AccountShell() {
  const { t } = useTranslation('shell')
  const { me, membership } = routeApi.useRouteContext()
  const { data: settings } = useSuspenseQuery(accountQuery(membership.id))
  const { data: health } = useSuspenseQuery(healthQuery())
  useLiveChanges(membership.id)
  const main = useRef<HTMLElement>(null)
  useFocusOnPage(main)
  const account = useMemo(
    () => currentAccount(me, membership, settings, serviceNow(health, Date.now())),
    [me, membership, settings, health],
  )
  return (
    <AccountProvider account={account}>
      <div className={classes.shell}>
        <a className={classes.skip} href="#page">
          {t('skipToPage')}
        </a>
        <Sidebar />
        <TopBar />
        <div className={classes.page}>
          <Banners health={health} timeZone={account.timeZone} />
          <main ref={main} id="page" tabIndex={-1} className={classes.main}>
            <Outlet />
          </main>
        </div>
      </div>
      <SearchPalette />
    </AccountProvider>
  )
}
