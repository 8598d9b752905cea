import { createRoute, redirect } from '@tanstack/react-router'
import { BalancePage } from '../../features/billing/balance-page.tsx'
import { BillingFrame } from '../../features/billing/billing-frame.tsx'
import { LedgerPage } from '../../features/billing/ledger-page.tsx'
import { ledgerSearchSchema } from '../../features/billing/searches.ts'
import { TermsPage } from '../../features/billing/terms-page.tsx'
import { PaymentsPage } from '../../features/card-payments/payments-page.tsx'
import { DeliveriesPage } from '../../features/deliveries/deliveries-page.tsx'
import { deliveriesSearchSchema } from '../../features/deliveries/searches.ts'
import { DocumentPage } from '../../features/documents/document-page.tsx'
import { DocumentsPage } from '../../features/documents/documents-page.tsx'
import { documentsSearchSchema } from '../../features/documents/searches.ts'
import { MailsPage } from '../../features/mails/mails-page.tsx'
import { mailsSearchSchema } from '../../features/mails/searches.ts'
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

const paymentsRoute = createRoute({ getParentRoute: () => frameRoute, path: '/payments', component: PaymentsPage })

const termsRoute = createRoute({ getParentRoute: () => frameRoute, path: '/terms', component: TermsPage })

const documentsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/documents',
  validateSearch: documentsSearchSchema,
  component: DocumentsPage,
})

const documentRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/documents/$number',
  component: DocumentPage,
})

const mailsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/mails',
  validateSearch: mailsSearchSchema,
  component: MailsPage,
})

const deliveriesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/deliveries',
  validateSearch: deliveriesSearchSchema,
  component: DeliveriesPage,
})

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

/** Balance, ledger, payments, documents, orders, mails, delivery and terms, each tab with an address of its own. */
export const billingRoutes = frameRoute.addChildren([
  startRoute,
  balanceRoute,
  ledgerRoute,
  paymentsRoute,
  documentsRoute,
  documentRoute,
  ordersRoute,
  orderRoute,
  mailsRoute,
  deliveriesRoute,
  termsRoute,
])
