import { createRoute, redirect } from '@tanstack/react-router'
import { ConnectionsPage } from '../../features/connections/connections-page.tsx'
import { SuffixesPage } from '../../features/connections/suffixes-page.tsx'
import { suffixesSearchSchema } from '../../features/connections/suffixes-search.ts'
import { AboutPage } from '../../features/settings/about-page.tsx'
import { AccountPage } from '../../features/settings/account-page.tsx'
import { GeneralPage } from '../../features/settings/general-page.tsx'
import { MySessionsPage } from '../../features/settings/my-sessions-page.tsx'
import { SettingsFrame } from '../../features/settings/settings-frame.tsx'
import { accountRoute } from './account-root.tsx'

const frameRoute = createRoute({ getParentRoute: () => accountRoute, path: '/settings', component: SettingsFrame })

const startRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/accounts/$account/settings/general', params, replace: true })
  },
})

const generalRoute = createRoute({ getParentRoute: () => frameRoute, path: '/general', component: GeneralPage })

const accountSettingsRoute = createRoute({ getParentRoute: () => frameRoute, path: '/account', component: AccountPage })

const connectionsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/connections',
  component: ConnectionsPage,
})

const suffixesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/suffixes',
  validateSearch: suffixesSearchSchema,
  component: SuffixesPage,
})

const mySessionsRoute = createRoute({ getParentRoute: () => frameRoute, path: '/sessions', component: MySessionsPage })

const aboutRoute = createRoute({ getParentRoute: () => frameRoute, path: '/about', component: AboutPage })

/** What a person sets for themselves and for the account. */
export const settingsRoutes = frameRoute.addChildren([
  startRoute,
  generalRoute,
  accountSettingsRoute,
  connectionsRoute,
  suffixesRoute,
  mySessionsRoute,
  aboutRoute,
])
