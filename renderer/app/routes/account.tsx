import { createRoute, notFound } from '@tanstack/react-router'
import { accountQuery } from '../../data/account.tsx'
import { healthQuery } from '../../data/health.ts'
import { DomainsPage } from '../../features/domains/domains-page.tsx'
import { domainsSearchSchema } from '../../features/domains/domains-search.ts'
import { HomePage } from '../../features/home/home-page.tsx'
import { rememberAccount } from '../last-account.ts'
import { AccountShell } from '../shell/account-shell.tsx'
import { requireMe } from './entrance.tsx'
import { rootRoute } from './root.tsx'

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/accounts/$account',
  beforeLoad: async ({ context, params, location }) => {
    const me = await requireMe(context.queryClient, location.href)
    const membership = me.accounts.find(({ id }) => id === params.account)
    if (!membership) throw notFound()
    return { me, membership }
  },
  loader: async ({ context, params }) => {
    rememberAccount(params.account)
    await Promise.all([
      context.queryClient.ensureQueryData(accountQuery(params.account)),
      context.queryClient.ensureQueryData(healthQuery()),
    ])
  },
  component: AccountShell,
})

const homeRoute = createRoute({ getParentRoute: () => accountRoute, path: '/', component: HomePage })

const domainsRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/domains',
  validateSearch: domainsSearchSchema,
  component: DomainsPage,
})

/** The sections of an account. A new section adds its route here and its entry in `shell/sections.ts`. */
export const accountRoutes = accountRoute.addChildren([homeRoute, domainsRoute])
