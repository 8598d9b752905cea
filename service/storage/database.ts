import type { SandboxTables } from '../adapters/registry/sandbox/sandbox.table.ts'
import type { IdempotencyTables } from '../http/idempotency.table.ts'
import type { JobTables } from '../jobs/jobs.table.ts'
import type { AccountTables } from '../modules/accounts/accounts.table.ts'
import type { AuditTables } from '../modules/audit/audit.table.ts'
import type { BankDayTables } from '../modules/bank-days/bank-days.table.ts'
import type { BankFileTables } from '../modules/bank-files/bank-files.table.ts'
import type { BillingProfileTables } from '../modules/billing-profile/billing-profile.table.ts'
import type { BulkTables } from '../modules/bulk/bulk.table.ts'
import type { CardPaymentTables } from '../modules/card-payments/card-payments.table.ts'
import type { ClosingTables } from '../modules/closing/closing.table.ts'
import type { ConnectionTables } from '../modules/connections/connections.table.ts'
import type { DeliveryTables } from '../modules/deliveries/deliveries.table.ts'
import type { DirectDebitTables } from '../modules/direct-debits/direct-debits.table.ts'
import type { DocumentTables } from '../modules/documents/documents.table.ts'
import type { DomainTables } from '../modules/domains/domains.table.ts'
import type { ImportTables } from '../modules/imports/imports.table.ts'
import type { LedgerTables } from '../modules/ledger/ledger.table.ts'
import type { MailTables } from '../modules/mail/mail.table.ts'
import type { NoticeTables } from '../modules/notices/notices.table.ts'
import type { OrderTables } from '../modules/orders/orders.table.ts'
import type { PriceTables } from '../modules/prices/prices.table.ts'
import type { RenewalRuleTables } from '../modules/renewal-rules/renewal-rules.table.ts'
import type { ReversalTables } from '../modules/reversals/reversals.table.ts'
import type { SessionTables } from '../modules/sessions/sessions.table.ts'
import type { SubscriptionTables } from '../modules/subscriptions/subscriptions.table.ts'
import type { TaskTables } from '../modules/tasks/tasks.table.ts'
import type { ViewTables } from '../modules/views/views.table.ts'

/** Every table; each is described in the module that owns it. Booleans are 0 and 1, JSON is text, days are text. */
export type Database = AccountTables &
  AuditTables &
  BankDayTables &
  BankFileTables &
  BillingProfileTables &
  BulkTables &
  ClosingTables &
  CardPaymentTables &
  ConnectionTables &
  DeliveryTables &
  DirectDebitTables &
  DocumentTables &
  DomainTables &
  IdempotencyTables &
  ImportTables &
  JobTables &
  LedgerTables &
  MailTables &
  NoticeTables &
  OrderTables &
  PriceTables &
  RenewalRuleTables &
  ReversalTables &
  SandboxTables &
  SessionTables &
  SubscriptionTables &
  TaskTables &
  ViewTables
