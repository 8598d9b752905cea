import type { Migration } from './migration.ts'

const APPEND_ONLY = ['closing', 'document', 'document_file', 'quote_order'] as const

/**
 * Closing and documents. A closing says which entries it took: those of its days, and where the billing calendar cuts a
 * month, those before the cut or after its last entry. Documents and their files are append-only: a re-issue is a further
 * revision. `document_work` lists the files that are still to be made.
 */
export const billingDocuments: Migration = {
  id: '0005-billing-documents',
  statements: ({ int, text, bytes, strict }) => [
    `create table billing_piece (
      account ${text} not null references account (id),
      period ${text} not null,
      part ${int} not null,
      until_at ${text},
      channel ${text} check (channel in ('mail', 'post')),
      issue_month ${text},
      payment_style ${text} not null check (payment_style in ('account', 'perTransaction')),
      primary key (account, period, part)
    )${strict}`,
    `create index billing_piece_period on billing_piece (period, account)`,

    `create table closing (
      account ${text} not null references ledger_book (account),
      period ${text} not null,
      part ${int} not null,
      from_day ${text} not null,
      to_day ${text} not null,
      cut_from ${text},
      cut_until ${text},
      is_last ${int} not null check (is_last in (0, 1)),
      after_seq ${int} not null,
      through_seq ${int} not null,
      channel ${text} not null check (channel in ('mail', 'post')),
      payment_style ${text} not null check (payment_style in ('account', 'perTransaction')),
      balance ${int} not null,
      ask ${int} not null check (ask >= 0),
      document ${text},
      balance_request ${text},
      closed_on ${text} not null,
      closed_at ${text} not null,
      person ${text},
      primary key (account, period, part)
    )${strict}`,
    `create index closing_document on closing (account, document) where document is not null`,

    `create table document_counter (
      issuer ${text} not null references issuer (id),
      series ${text} not null,
      year ${int} not null,
      last ${int} not null,
      primary key (issuer, series, year)
    )${strict}`,

    `create table document (
      account ${text} not null references account (id),
      number ${text} not null,
      revision ${int} not null check (revision >= 1),
      series ${text} not null
        check (series in ('invoice', 'statement', 'balanceRequest', 'creditNote', 'quote', 'receipt')),
      issuer ${text} not null references issuer (id),
      issued_on ${text} not null,
      due_on ${text},
      period ${text},
      part ${int},
      counterparty ${text} not null,
      counterparty_key ${text} not null,
      total ${int} not null,
      tax ${int} not null,
      amount_due ${int} not null,
      content ${text} not null,
      original ${text},
      entry ${int},
      reason ${text},
      person ${text},
      created_at ${text} not null,
      primary key (account, number, revision)
    )${strict}`,
    // A number is given once, whoever it is for: two rows with one number are revisions of one account's document.
    `create unique index document_number on document (issuer, number, revision)`,
    `create index document_by_day on document (account, series, issued_on, number, revision)`,
    `create index document_by_original on document (account, original) where original is not null`,
    `create unique index document_by_entry on document (account, series, entry) where entry is not null`,

    `create table document_file (
      account ${text} not null,
      number ${text} not null,
      revision ${int} not null,
      kind ${text} not null check (kind in ('pdf', 'xml')),
      language ${text} not null check (language in ('ja', 'en')),
      sha256 ${text} not null,
      bytes ${bytes} not null,
      made_at ${text} not null,
      primary key (account, number, revision, kind, language),
      foreign key (account, number, revision) references document (account, number, revision)
    )${strict}`,

    `create table document_work (
      account ${text} not null,
      number ${text} not null,
      revision ${int} not null,
      attempts ${int} not null,
      next_at ${text} not null,
      problem ${text},
      primary key (account, number, revision),
      foreign key (account, number, revision) references document (account, number, revision)
    )${strict}`,
    `create index document_work_due on document_work (next_at)`,

    // One conversion per quote: the key refuses a second.
    `create table quote_order (
      account ${text} not null,
      number ${text} not null,
      order_id ${text} not null,
      person ${text},
      converted_at ${text} not null,
      primary key (account, number)
    )${strict}`,

    `create index allocation_time on allocation (account, at)`,
  ],
  sqlite: APPEND_ONLY.flatMap((table) => [
    `create trigger ${table}_no_update before update on ${table} begin select raise(abort, 'append only'); end`,
    `create trigger ${table}_no_delete before delete on ${table} begin select raise(abort, 'append only'); end`,
  ]),
  postgres: APPEND_ONLY.flatMap((table) => [
    `create trigger ${table}_append_only before update or delete on ${table}
      for each row execute function append_only()`,
    `create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function append_only()`,
  ]),
}
