import { createRoute, redirect } from '@tanstack/react-router'
import { AccountsPage } from '../../features/operator/accounts-page.tsx'
import { IssuerPage } from '../../features/operator/issuer-page.tsx'
import { OperatorFrame } from '../../features/operator/operator-frame.tsx'
import { accountRoute } from './account-root.tsx'

const frameRoute = createRoute({ getParentRoute: () => accountRoute, path: '/operator', component: OperatorFrame })

const startRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/accounts/$account/operator/accounts', params, replace: true })
  },
})

const accountsRoute = createRoute({ getParentRoute: () => frameRoute, path: '/accounts', component: AccountsPage })

const issuerRoute = createRoute({ getParentRoute: () => frameRoute, path: '/issuer', component: IssuerPage })

/** What those who work for the issuer do, each tab with an address of its own. */
export const operatorRoutes = frameRoute.addChildren([startRoute, accountsRoute, issuerRoute])
