import type { Hono } from 'hono'
import type { Deps } from './deps.ts'
import type { Handled } from './http/handle.ts'
import { makeIdempotency } from './http/idempotency.ts'
import { mountRoutes } from './http/mount.ts'
import { accountRoutes } from './modules/accounts/accounts.routes.ts'
import { findActor, findOperator } from './modules/accounts/membership.ts'
import { setupRoutes } from './modules/accounts/setup.routes.ts'
import { auditRoutes } from './modules/audit/audit.routes.ts'
import { bankDayRoutes } from './modules/bank-days/bank-days.routes.ts'
import { bankFileRoutes } from './modules/bank-files/bank-files.routes.ts'
import { billingProfileRoutes } from './modules/billing-profile/billing-profile.routes.ts'
import { bulkRoutes } from './modules/bulk/bulk.routes.ts'
import { cardPaymentRoutes } from './modules/card-payments/card-payments.routes.ts'
import { changeRoutes } from './modules/changes/changes.routes.ts'
import { closingRoutes } from './modules/closing/closing.routes.ts'
import { connectionRoutes } from './modules/connections/connections.routes.ts'
import { deliveryRoutes } from './modules/deliveries/deliveries.routes.ts'
import { directDebitRoutes } from './modules/direct-debits/direct-debits.routes.ts'
import { documentRoutes } from './modules/documents/documents.routes.ts'
import { domainRoutes } from './modules/domains/domains.routes.ts'
import { nameRoutes } from './modules/domains/name.routes.ts'
import { forecastRoutes } from './modules/forecast/forecast.routes.ts'
import { importRoutes } from './modules/imports/imports.routes.ts'
import { jobRoutes } from './modules/jobs/jobs.routes.ts'
import { ledgerRoutes } from './modules/ledger/ledger.routes.ts'
import { mailRoutes } from './modules/mail/mail.routes.ts'
import { readAttachment } from './modules/mail/read-attachment.ts'
import { decisionRoutes } from './modules/notices/decisions.routes.ts'
import { noticeRoutes } from './modules/notices/notices.routes.ts'
import { operatorRoutes } from './modules/operator/operator.routes.ts'
import { sandboxRoutes } from './modules/operator/sandbox.routes.ts'
import { orderRoutes } from './modules/orders/orders.routes.ts'
import { priceRoutes } from './modules/prices/prices.routes.ts'
import { quoteRoutes } from './modules/quotes/quotes.routes.ts'
import { nameRenewalRoutes } from './modules/renewal-rules/name-renewal.routes.ts'
import { renewalRuleRoutes } from './modules/renewal-rules/renewal-rules.routes.ts'
import { reversalRoutes } from './modules/reversals/reversals.routes.ts'
import { sessionRoutes } from './modules/sessions/sessions.routes.ts'
import { authenticate } from './modules/sessions/sessions.service.ts'
import { subscriptionRoutes } from './modules/subscriptions/subscriptions.routes.ts'
import { openApiRoute, systemRoutes } from './modules/system/system.routes.ts'
import { taskRoutes } from './modules/tasks/tasks.routes.ts'
import { tldRoutes } from './modules/tlds/tlds.routes.ts'
import { unusedBalanceRoutes } from './modules/unused-balances/unused-balances.routes.ts'
import { viewRoutes } from './modules/views/views.routes.ts'

/** Every route of the service, by module. A new module adds its line here. */
export function allRoutes(deps: Deps): readonly Handled[] {
  const routes = [
    ...systemRoutes(deps),
    ...setupRoutes(deps),
    ...sessionRoutes(deps),
    ...accountRoutes(deps),
    ...billingProfileRoutes(deps),
    ...ledgerRoutes(deps),
    ...cardPaymentRoutes(deps),
    ...mailRoutes(deps, (account, ref) => readAttachment(deps, account, ref)),
    ...connectionRoutes(deps),
    ...domainRoutes(deps),
    ...nameRoutes(deps),
    ...tldRoutes(deps),
    ...viewRoutes(deps),
    ...renewalRuleRoutes(deps),
    ...nameRenewalRoutes(deps),
    ...noticeRoutes(deps),
    ...decisionRoutes(deps),
    ...subscriptionRoutes(deps),
    ...forecastRoutes(deps),
    ...importRoutes(deps),
    ...jobRoutes(deps),
    ...bulkRoutes(deps),
    ...changeRoutes(deps),
    ...auditRoutes(deps),
    ...priceRoutes(deps),
    ...bankDayRoutes(deps),
    ...bankFileRoutes(deps),
    ...directDebitRoutes(deps),
    ...orderRoutes(deps),
    ...taskRoutes(deps),
    ...reversalRoutes(deps),
    ...closingRoutes(deps),
    ...documentRoutes(deps),
    ...quoteRoutes(deps),
    ...deliveryRoutes(deps),
    ...unusedBalanceRoutes(deps),
    ...operatorRoutes(deps),
    ...sandboxRoutes(deps),
  ]
  return [...routes, openApiRoute(routes)]
}

export type AppOptions = {
  /** The client's address of a request; `local` where there is no network between. */
  readonly addressOf?: (request: Request) => string
}

/** The API as a plain `fetch`: runs in Electron, in Node and in tests without a port. */
export function createApp(deps: Deps, options: AppOptions = {}): Hono {
  return mountRoutes(allRoutes(deps), {
    authentication: {
      session: (request, origin) => authenticate(deps, request, origin),
      actor: (person, account) => findActor(deps.storage, person, account),
      operator: (person) => findOperator(deps.storage, person),
    },
    idempotency: makeIdempotency(deps.storage, deps.log),
    log: deps.log,
    addressOf: options.addressOf ?? (() => 'local'),
  })
}
