import enBank from '../../resources/translations/en/bank.json'
import enBilling from '../../resources/translations/en/billing.json'
import enBulk from '../../resources/translations/en/bulk.json'
import enCards from '../../resources/translations/en/cards.json'
import enClosing from '../../resources/translations/en/closing.json'
import enCodes from '../../resources/translations/en/codes.json'
import enCommon from '../../resources/translations/en/common.json'
import enConnections from '../../resources/translations/en/connections.json'
import enDebits from '../../resources/translations/en/debits.json'
import enDeliveries from '../../resources/translations/en/deliveries.json'
import enDesktop from '../../resources/translations/en/desktop.json'
import enDomains from '../../resources/translations/en/domains.json'
import enErrors from '../../resources/translations/en/errors.json'
import enHome from '../../resources/translations/en/home.json'
import enImports from '../../resources/translations/en/imports.json'
import enInvoices from '../../resources/translations/en/invoices.json'
import enJobs from '../../resources/translations/en/jobs.json'
import enOperator from '../../resources/translations/en/operator.json'
import enOrders from '../../resources/translations/en/orders.json'
import enOutbox from '../../resources/translations/en/outbox.json'
import enPages from '../../resources/translations/en/pages.json'
import enPrices from '../../resources/translations/en/prices.json'
import enRenewals from '../../resources/translations/en/renewals.json'
import enSandbox from '../../resources/translations/en/sandbox.json'
import enSessions from '../../resources/translations/en/sessions.json'
import enSettings from '../../resources/translations/en/settings.json'
import enShell from '../../resources/translations/en/shell.json'
import enTable from '../../resources/translations/en/table.json'
import enTasks from '../../resources/translations/en/tasks.json'
import enViews from '../../resources/translations/en/views.json'
import jaBank from '../../resources/translations/ja/bank.json'
import jaBilling from '../../resources/translations/ja/billing.json'
import jaBulk from '../../resources/translations/ja/bulk.json'
import jaCards from '../../resources/translations/ja/cards.json'
import jaClosing from '../../resources/translations/ja/closing.json'
import jaCodes from '../../resources/translations/ja/codes.json'
import jaCommon from '../../resources/translations/ja/common.json'
import jaConnections from '../../resources/translations/ja/connections.json'
import jaDebits from '../../resources/translations/ja/debits.json'
import jaDeliveries from '../../resources/translations/ja/deliveries.json'
import jaDesktop from '../../resources/translations/ja/desktop.json'
import jaDomains from '../../resources/translations/ja/domains.json'
import jaErrors from '../../resources/translations/ja/errors.json'
import jaHome from '../../resources/translations/ja/home.json'
import jaImports from '../../resources/translations/ja/imports.json'
import jaInvoices from '../../resources/translations/ja/invoices.json'
import jaJobs from '../../resources/translations/ja/jobs.json'
import jaOperator from '../../resources/translations/ja/operator.json'
import jaOrders from '../../resources/translations/ja/orders.json'
import jaOutbox from '../../resources/translations/ja/outbox.json'
import jaPages from '../../resources/translations/ja/pages.json'
import jaPrices from '../../resources/translations/ja/prices.json'
import jaRenewals from '../../resources/translations/ja/renewals.json'
import jaSandbox from '../../resources/translations/ja/sandbox.json'
import jaSessions from '../../resources/translations/ja/sessions.json'
import jaSettings from '../../resources/translations/ja/settings.json'
import jaShell from '../../resources/translations/ja/shell.json'
import jaTable from '../../resources/translations/ja/table.json'
import jaTasks from '../../resources/translations/ja/tasks.json'
import jaViews from '../../resources/translations/ja/views.json'

/**
 * Every text of the interface: one file per feature and language, `resources/translations/<language>/<feature>.json`,
 * which is also the i18next namespace: `useTranslation('domains')`. A new feature adds its two files here.
 */
export const english = {
  billing: enBilling,
  outbox: enOutbox,
  invoices: enInvoices,
  cards: enCards,
  closing: enClosing,
  deliveries: enDeliveries,
  tasks: enTasks,
  prices: enPrices,
  orders: enOrders,
  debits: enDebits,
  bank: enBank,
  bulk: enBulk,
  codes: enCodes,
  common: enCommon,
  operator: enOperator,
  pages: enPages,
  imports: enImports,
  renewals: enRenewals,
  connections: enConnections,
  settings: enSettings,
  desktop: enDesktop,
  domains: enDomains,
  errors: enErrors,
  home: enHome,
  jobs: enJobs,
  sandbox: enSandbox,
  sessions: enSessions,
  shell: enShell,
  table: enTable,
  views: enViews,
}

/** Typed loosely: Japanese has one plural form where English has two. A test compares the keys. */
export const japanese: Readonly<Record<keyof typeof english, object>> = {
  billing: jaBilling,
  outbox: jaOutbox,
  invoices: jaInvoices,
  cards: jaCards,
  closing: jaClosing,
  deliveries: jaDeliveries,
  tasks: jaTasks,
  prices: jaPrices,
  orders: jaOrders,
  debits: jaDebits,
  bank: jaBank,
  bulk: jaBulk,
  codes: jaCodes,
  common: jaCommon,
  operator: jaOperator,
  pages: jaPages,
  imports: jaImports,
  renewals: jaRenewals,
  connections: jaConnections,
  settings: jaSettings,
  desktop: jaDesktop,
  domains: jaDomains,
  errors: jaErrors,
  home: jaHome,
  jobs: jaJobs,
  sandbox: jaSandbox,
  sessions: jaSessions,
  shell: jaShell,
  table: jaTable,
  views: jaViews,
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    contextSeparator: '#'
    resources: typeof english
  }
}
