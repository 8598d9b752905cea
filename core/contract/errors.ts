import { z } from 'zod'

/**
 * Every refusal that leaves the service: code → HTTP status → English title (RFC 9457 `title`). The renderer's texts are
 * under `errors.<code>` in the catalogues, with the problem's `args` as their arguments.
 */
export const ERRORS = {
  bad_request: { status: 400, title: 'The request cannot be read' },
  bad_cursor: { status: 400, title: 'The cursor does not belong to this list and sort' },
  idempotency_key_required: { status: 400, title: 'This request needs an Idempotency-Key header' },
  not_signed_in: { status: 401, title: 'Sign in first' },
  wrong_credentials: { status: 401, title: 'E-mail address or password is wrong' },
  totp_required: { status: 401, title: 'A code from the authenticator is needed' },
  forbidden: { status: 403, title: 'Not allowed' },
  step_up_required: { status: 403, title: 'Prove again who you are' },
  csrf: { status: 403, title: 'The request did not come from this app' },
  setup_code_wrong: { status: 403, title: 'The set-up code is missing or wrong' },
  not_found: { status: 404, title: 'Not found' },
  wrong_host: { status: 421, title: 'This service does not answer to that host name' },
  method_not_allowed: { status: 405, title: 'This path has no such method' },
  already_set_up: { status: 409, title: 'This workspace is already set up' },
  already_exists: { status: 409, title: 'It exists already' },
  idempotency_conflict: { status: 409, title: 'The same Idempotency-Key came with another body' },
  already_done: { status: 409, title: 'This was done already; its answer is not kept' },
  conflict: { status: 409, title: 'Something changed in the meantime' },
  too_late: { status: 409, title: 'Too late: the name renews for this expiry' },
  job_running: { status: 409, title: 'A job is still running on this' },
  job_not_retryable: { status: 409, title: 'Nothing of this job can be retried' },
  job_not_undoable: { status: 409, title: 'This job cannot be undone' },
  preview_used: { status: 409, title: 'This preview has been carried out already' },
  import_not_ready: { status: 409, title: 'Answer the open questions first' },
  already_applied: { status: 409, title: 'This file has been taken over already' },
  insufficient_funds: { status: 409, title: 'The available balance does not cover this; nothing was booked' },
  more_than_available: { status: 409, title: 'This is more than is available; nothing was booked' },
  order_under_way: { status: 409, title: 'An order for this name is under way' },
  task_ended: { status: 409, title: 'This task has ended already' },
  not_reversible: { status: 409, title: 'There is no renewal that can be given back' },
  reversal_too_late: { status: 409, title: 'It is too late to give this renewal back' },
  sandbox_only: { status: 409, title: 'The simulated registry is only in test workspaces' },
  entry_not_reversible: { status: 409, title: 'This kind of entry cannot be taken back' },
  already_reversed: { status: 409, title: 'This entry was taken back already' },
  of_bank_line: { status: 409, title: 'This was booked from a bank file; take it back at its line' },
  on_a_document: { status: 409, title: 'This charge is on a document; give it back with a credit note' },
  document_paid: { status: 409, title: 'This document is paid already' },
  document_cancelled: { status: 409, title: 'This document was cancelled' },
  card_payments_not_configured: { status: 409, title: 'Card payments are not configured' },
  payment_provider_failed: { status: 503, title: 'The payment provider did not take the request' },
  issuer_incomplete: { status: 409, title: 'The issuer of documents has no name yet' },
  corporate_plan_required: { status: 409, title: 'This is for accounts of the corporate plan' },
  bank_line_settled: { status: 409, title: 'This line of the bank file is decided already' },
  bank_line_resembles: { status: 409, title: 'The same movement is booked from another bank file' },
  debit_answered: { status: 409, title: 'The result of this direct debit is in already' },
  debit_setup_incomplete: { status: 409, title: 'The issuer lacks what a direct-debit request needs' },
  nothing_to_debit: { status: 409, title: 'No account has anything due that can be debited' },
  connection_in_use: { status: 409, title: 'Names belong to this connection' },
  period_running: { status: 409, title: 'This period is not over yet' },
  period_closed: { status: 409, title: 'This period is closed' },
  no_einvoice: { status: 409, title: 'This document has no JP PINT form' },
  no_receipt: { status: 409, title: 'There is no receipt for this entry' },
  quote_expired: { status: 409, title: 'This quote is no longer valid' },
  quote_used: { status: 409, title: 'This quote has been ordered already' },
  clock_not_movable: { status: 409, title: 'The clock can only be moved where the service was started with --clock' },
  gone_preview: { status: 410, title: 'The preview is too old; make a new one' },
  gone_rows: { status: 410, title: 'The rows of this file are not kept any more' },
  resync: { status: 410, title: 'Changes that old are not kept; read everything again' },
  too_large: { status: 413, title: 'Too large' },
  unsupported_media: { status: 415, title: 'This kind of content is not accepted here' },
  invalid: { status: 422, title: 'Some fields are not right' },
  confirmation_required: { status: 422, title: 'Type the name to confirm' },
  bad_name: { status: 422, title: 'Not a registrable domain name' },
  unknown_names: { status: 422, title: 'Some names are not in this account' },
  bad_selection: { status: 422, title: 'The selection names nothing' },
  bank_file_faulty: { status: 422, title: 'The bank file is not right; nothing of it was taken in' },
  bank_line_unsuited: { status: 422, title: 'A line of this kind cannot be decided like that' },
  not_a_bank_day: { status: 422, title: 'Banks are closed on that day' },
  unreadable_file: { status: 422, title: 'The file cannot be read' },
  no_price: { status: 422, title: 'The price list knows no price for this' },
  no_gateway: { status: 422, title: 'Names of this connection are only watched; nothing can be ordered' },
  gateway_not_allowed: { status: 422, title: 'This gateway is not to be had in this workspace' },
  too_many_requests: { status: 429, title: 'Too many attempts; wait a little' },
  service_unavailable: { status: 503, title: 'The account service is not running' },
  file_not_made: { status: 503, title: 'The file cannot be made just now; what it is made from is kept' },
  server_unreachable: { status: 503, title: 'The server cannot be reached' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  storage_full: { status: 507, title: 'The disk is full; nothing was changed' },
  storage_damaged: { status: 503, title: 'The database file is damaged' },
  busy: { status: 503, title: 'The database is busy; try again' },
} as const satisfies Record<string, { status: number; title: string }>

export type ErrorCode = keyof typeof ERRORS

/** Arguments of an error's text: plain values, never secrets. */
export type ErrorArgs = Readonly<Record<string, string | number | readonly string[]>>

/** One field that is not right: where (JSON pointer into the body, or into the query as an object) and why. */
export type FieldError = { readonly pointer: string; readonly code: string; readonly detail: string }

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string().optional(),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
    args: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()])).optional(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' })
export type Problem = z.output<typeof problemSchema>
