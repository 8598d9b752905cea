import type { QueryClient } from '@tanstack/react-query'
import { createRoute, redirect } from '@tanstack/react-router'
import { z } from 'zod'
import { healthQuery } from '../../data/health.ts'
import { type Me, meQuery } from '../../data/me.ts'
import { isProblem } from '../../data/problem.ts'
import { useSessionState } from '../../data/session-state.ts'
import { FirstRunPage } from '../../features/sessions/first-run-page.tsx'
import { SignInPage } from '../../features/sessions/sign-in-page.tsx'
import { lastAccount } from '../last-account.ts'
import { rootRoute } from './root.tsx'

/** Who is signed in; leads to the first run or to the sign-in page when nobody is. */
export async function requireMe(queryClient: QueryClient, returnTo: string): Promise<Me> {
  try {
    return await queryClient.ensureQueryData(meQuery())
  } catch (error) {
    if (!isProblem(error, 'not_signed_in')) throw error
    const health = await queryClient.fetchQuery(healthQuery())
    useSessionState.getState().renewed()
    if (!health.isSetUp) throw redirect({ to: '/welcome' })
    throw redirect({ to: '/sign-in', search: { returnTo } })
  }
}

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await requireMe(context.queryClient, '/')
    const account = me.accounts.find(({ id }) => id === lastAccount()) ?? me.accounts[0]
    if (account) throw redirect({ to: '/accounts/$account', params: { account: account.id } })
  },
})

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  loader: async ({ context }) => {
    const { isSetUp } = await context.queryClient.fetchQuery(healthQuery())
    if (isSetUp) throw redirect({ to: '/' })
  },
  component: FirstRunPage,
})

/** Only paths of our own: an address in a mail must not lead a fresh sign-in elsewhere. */
const returnToSchema = z.string().regex(/^\/(?!\/)/)

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: z.object({ returnTo: returnToSchema.optional().catch(undefined) }),
  component: SignInPage,
})

/** The pages that need no account: where to go, first run, sign-in. */
export const entranceRoutes = [startRoute, welcomeRoute, signInRoute] as const
