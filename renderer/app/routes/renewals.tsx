import { createRoute, redirect } from '@tanstack/react-router'
import { DecisionFilePage } from '../../features/renewals/decision-file-page.tsx'
import { DecisionsPage } from '../../features/renewals/decisions-page.tsx'
import { NoticePage } from '../../features/renewals/notice-page.tsx'
import { NoticesPage } from '../../features/renewals/notices-page.tsx'
import { RenewalsFrame } from '../../features/renewals/renewals-frame.tsx'
import { RulesPage } from '../../features/renewals/rules-page.tsx'
import {
  decisionFileSearchSchema,
  noticeSearchSchema,
  simulatorSearchSchema,
} from '../../features/renewals/searches.ts'
import { SimulatorPage } from '../../features/renewals/simulator-page.tsx'
import { accountRoute } from './account-root.tsx'

const frameRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/renewals',
  component: RenewalsFrame,
})

const startRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/accounts/$account/renewals/rules', params, replace: true })
  },
})

const rulesRoute = createRoute({ getParentRoute: () => frameRoute, path: '/rules', component: RulesPage })

const simulatorRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/simulator',
  validateSearch: simulatorSearchSchema,
  component: SimulatorPage,
})

const noticesRoute = createRoute({ getParentRoute: () => frameRoute, path: '/notices', component: NoticesPage })

const noticeRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/notices/$month',
  validateSearch: noticeSearchSchema,
  component: NoticePage,
})

const decisionFileRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/notices/$month/decisions/$file',
  validateSearch: decisionFileSearchSchema,
  component: DecisionFilePage,
})

const decisionsRoute = createRoute({ getParentRoute: () => frameRoute, path: '/decisions', component: DecisionsPage })

/** Rules, what-ifs, monthly notices and the sheets that come back, each tab with an address of its own. */
export const renewalRoutes = frameRoute.addChildren([
  startRoute,
  rulesRoute,
  simulatorRoute,
  noticesRoute,
  noticeRoute,
  decisionFileRoute,
  decisionsRoute,
])
