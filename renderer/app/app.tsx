import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { I18nextProvider } from 'react-i18next'
import { config } from 'zod'
import { whenSignedOut } from '../data/http-client.ts'
import { createQueryClient } from '../data/query-client.ts'
import { useSessionState } from '../data/session-state.ts'
import { SessionEnded } from '../features/sessions/components/session-ended.tsx'
import { createI18n } from '../i18n/i18n.ts'
import { followDesktop } from './desktop-events.ts'
import { createAppRouter } from './router.tsx'
import { accessibleColors, theme } from './theme/theme.ts'

// The content security policy has no `unsafe-eval`; zod would try `new Function` once and be reported.
config({ jitless: true })

const i18n = createI18n()
const queryClient = createQueryClient()
const router = createAppRouter({ queryClient })
followDesktop(router, queryClient)
whenSignedOut(askForSignIn)

/** The session ended while somebody worked: they sign in over the page and go on. */
function askForSignIn(): void {
  if (router.state.location.pathname.startsWith('/accounts/')) useSessionState.getState().ended()
}

/** Everything a page may count on: theme, texts, server data, address. */
export function App() {
  return (
    <I18nextProvider i18n={i18n}>
      <MantineProvider theme={theme} cssVariablesResolver={accessibleColors} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" limit={3} />
          <RouterProvider router={router} />
          <SessionEnded />
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>
  )
}
