import { createRoute, notFound } from '@tanstack/react-router'
import { accountQuery } from '../../data/account.tsx'
import { healthQuery } from '../../data/health.ts'
import { rememberAccount } from '../last-account.ts'
import { AccountShell } from '../shell/account-shell.tsx'
import { AccountPageNotFound } from '../shell/page-not-found.tsx'
import { requireMe } from './entrance.tsx'
import { rootRoute } from './root.tsx'

/** The frame that every page of an account stands in; only its members come past it. */
export const accountRoute = createRoute({
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
  notFoundComponent: AccountPageNotFound,
})
