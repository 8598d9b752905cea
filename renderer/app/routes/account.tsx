import { createRoute } from '@tanstack/react-router'
import { DomainsPage } from '../../features/domains/domains-page.tsx'
import { domainsSearchSchema } from '../../features/domains/domains-search.ts'
import { HomePage } from '../../features/home/home-page.tsx'
import { accountRoute } from './account-root.tsx'
import { billingRoutes } from './billing.tsx'
import { importRoutes } from './imports.tsx'
import { operatorRoutes } from './operator.tsx'
import { renewalRoutes } from './renewals.tsx'
import { settingsRoutes } from './settings.tsx'

const homeRoute = createRoute({ getParentRoute: () => accountRoute, path: '/', component: HomePage })

const domainsRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/domains',
  validateSearch: domainsSearchSchema,
  component: DomainsPage,
})

/** The sections of an account. A new section adds its route here and its entry in `shell/sections.ts`. */
export const accountRoutes = accountRoute.addChildren([
  homeRoute,
  domainsRoute,
  renewalRoutes,
  billingRoutes,
  ...importRoutes,
  operatorRoutes,
  settingsRoutes,
])
