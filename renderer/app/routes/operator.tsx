import { createRoute, redirect } from '@tanstack/react-router'
import { BankFilesPage } from '../../features/bank-files/bank-files-page.tsx'
import { PayerNamesPage } from '../../features/bank-files/payer-names-page.tsx'
import { bankFilesSearchSchema, payerNamesSearchSchema } from '../../features/bank-files/searches.ts'
import { ClosingPage } from '../../features/closing/closing-page.tsx'
import { closingSearchSchema } from '../../features/closing/searches.ts'
import { LettersPage } from '../../features/deliveries/letters-page.tsx'
import { deliveriesSearchSchema } from '../../features/deliveries/searches.ts'
import { DirectDebitPage } from '../../features/direct-debits/direct-debit-page.tsx'
import { DirectDebitsPage } from '../../features/direct-debits/direct-debits-page.tsx'
import { debitsSearchSchema } from '../../features/direct-debits/searches.ts'
import { OperatedDocumentsPage } from '../../features/documents/operated-documents-page.tsx'
import { operatedDocumentsSearchSchema } from '../../features/documents/searches.ts'
import { AccountsPage } from '../../features/operator/accounts-page.tsx'
import { IssuerPage } from '../../features/operator/issuer-page.tsx'
import { OperatorFrame } from '../../features/operator/operator-frame.tsx'
import { unusedSearchSchema } from '../../features/operator/searches.ts'
import { UnusedBalancesPage } from '../../features/operator/unused-balances-page.tsx'
import { PricesPage } from '../../features/prices/prices-page.tsx'
import { pricesSearchSchema } from '../../features/prices/searches.ts'
import { SandboxPage } from '../../features/sandbox/sandbox-page.tsx'
import { tasksSearchSchema } from '../../features/tasks/searches.ts'
import { TasksPage } from '../../features/tasks/tasks-page.tsx'
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

const bankFilesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/bank-files',
  validateSearch: bankFilesSearchSchema,
  component: BankFilesPage,
})

const payerNamesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/payer-names',
  validateSearch: payerNamesSearchSchema,
  component: PayerNamesPage,
})

const debitsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/direct-debits',
  validateSearch: debitsSearchSchema,
  component: DirectDebitsPage,
})

const debitRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/direct-debits/$request',
  component: DirectDebitPage,
})

const pricesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/prices',
  validateSearch: pricesSearchSchema,
  component: PricesPage,
})

const tasksRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/tasks',
  validateSearch: tasksSearchSchema,
  component: TasksPage,
})

const closingRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/closing',
  validateSearch: closingSearchSchema,
  component: ClosingPage,
})

const documentsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/documents',
  validateSearch: operatedDocumentsSearchSchema,
  component: OperatedDocumentsPage,
})

const deliveriesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/deliveries',
  validateSearch: deliveriesSearchSchema,
  component: LettersPage,
})

const unusedRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/unused-balances',
  validateSearch: unusedSearchSchema,
  component: UnusedBalancesPage,
})

const sandboxRoute = createRoute({ getParentRoute: () => frameRoute, path: '/sandbox', component: SandboxPage })

/** What those who work for the issuer do, each tab with an address of its own. */
export const operatorRoutes = frameRoute.addChildren([
  startRoute,
  accountsRoute,
  bankFilesRoute,
  payerNamesRoute,
  debitsRoute,
  debitRoute,
  closingRoute,
  documentsRoute,
  deliveriesRoute,
  unusedRoute,
  pricesRoute,
  tasksRoute,
  issuerRoute,
  sandboxRoute,
])
