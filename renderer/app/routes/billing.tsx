import { createRoute, redirect } from '@tanstack/react-router'
import { BalancePage } from '../../features/billing/balance-page.tsx'
import { BillingFrame } from '../../features/billing/billing-frame.tsx'
import { LedgerPage } from '../../features/billing/ledger-page.tsx'
import { ledgerSearchSchema } from '../../features/billing/searches.ts'
import { TermsPage } from '../../features/billing/terms-page.tsx'
import { OrderPage } from '../../features/orders/order-page.tsx'
import { OrdersPage } from '../../features/orders/orders-page.tsx'
import { orderSearchSchema, ordersSearchSchema } from '../../features/orders/searches.ts'
import { accountRoute } from './account-root.tsx'

const frameRoute = createRoute({ getParentRoute: () => accountRoute, path: '/billing', component: BillingFrame })

const startRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/accounts/$account/billing/balance', params, replace: true })
  },
})

const balanceRoute = createRoute({ getParentRoute: () => frameRoute, path: '/balance', component: BalancePage })

const ledgerRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/ledger',
  validateSearch: ledgerSearchSchema,
  component: LedgerPage,
})

const termsRoute = createRoute({ getParentRoute: () => frameRoute, path: '/terms', component: TermsPage })

const ordersRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/orders',
  validateSearch: ordersSearchSchema,
  component: OrdersPage,
})

const orderRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/orders/$order',
  validateSearch: orderSearchSchema,
  component: OrderPage,
})

/** Balance, ledger, orders and terms, each tab with an address of its own. */
export const billingRoutes = frameRoute.addChildren([
  startRoute,
  balanceRoute,
  ledgerRoute,
  ordersRoute,
  orderRoute,
  termsRoute,
])
