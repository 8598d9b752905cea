import type { QueryClient } from '@tanstack/react-query'
import { desktop } from '../data/desktop.ts'
import { lastAccount } from './last-account.ts'
import type { createAppRouter } from './router.tsx'

type AppRouter = ReturnType<typeof createAppRouter>

/** What the desktop's shell tells a page unasked: where a reminder or the menu leads, and that a session ended. */
export function followDesktop(router: AppRouter, client: QueryClient): void {
  const shell = desktop()
  if (!shell) return
  shell.app.onNavigate(({ to }) => void goTo(router, to))
  shell.session.onChanged(({ isSignedIn }) => {
    if (isSignedIn) return
    client.clear()
    void router.navigate({ to: '/', replace: true })
  })
  shell.service.onChanged(({ kind }) => {
    if (kind === 'running') void client.invalidateQueries()
  })
}

function goTo(router: AppRouter, to: 'home' | 'decisions' | 'settings'): Promise<void> {
  const account = lastAccount()
  if (account === null) return router.navigate({ to: '/' })
  const params = { account }
  switch (to) {
    case 'home':
      return router.navigate({ to: '/accounts/$account', params })
    case 'decisions':
      return router.navigate({
        to: '/accounts/$account/domains',
        params,
        search: { needsDecision: ['true'], sort: 'decideBy' },
      })
    case 'settings':
      return router.navigate({ to: '/accounts/$account/settings', params })
  }
}
