import type { Migration } from './migration.ts'

/**
 * What banks told and were asked: files with their lines and what people decided of each, names and codes of payers, and
 * direct-debit requests. All of it is the issuer's, so that every key begins with it.
 */
export const bankFiles: Migration = {
  id: '0006-bank-files',
  statements: ({ int, text, bytes, strict }) => [
    // How a bank counts the years of its days, where a person has said so.
    `create table bank_year_count (
      issuer ${text} not null references issuer (id),
      bank ${text} not null,
      year_count ${text} not null check (year_count in ('era', 'western')),
      primary key (issuer, bank)
    )${strict}`,

    `create table bank_file (
      issuer ${text} not null references issuer (id),
      id ${text} not null,
      kind ${text} not null check (kind in ('01', '03')),
      sha256 ${text} not null,
      content ${bytes} not null,
      file_name ${text},
      year_count ${text} not null check (year_count in ('era', 'western')),
      from_day ${text},
      to_day ${text},
      new_lines ${int} not null,
      known_lines ${int} not null,
      person ${text} not null references person (id),
      created_at ${text} not null,
      primary key (issuer, id)
    )${strict}`,
    `create unique index bank_file_content on bank_file (issuer, sha256)`,

    // A line belongs to the file that had it first; \`key\` tells it from every other movement.
    `create table bank_line (
      issuer ${text} not null,
      file ${text} not null,
      n ${int} not null,
      key ${text} not null,
      kind ${text} not null,
      bank ${text} not null,
      branch ${text} not null,
      account_type ${text} not null,
      account_number ${text} not null,
      booked_on ${text} not null,
      inquiry_number ${text} not null,
      direction ${text} not null check (direction in ('in', 'out', 'cancel', 'other')),
      transaction_type ${text} not null,
      amount ${int} not null check (amount >= 0),
      payer_code ${text} not null,
      payer_name ${text} not null,
      payer_key ${text} not null,
      payer_bank ${text} not null,
      payer_branch ${text} not null,
      summary ${text} not null,
      edi ${text} not null,
      state ${text} not null check (state in ('open', 'account', 'suspense', 'ignored', 'cancelled', 'none')),
      account ${text},
      fee ${int} not null,
      note ${text},
      decisions ${int} not null,
      decided_at ${text},
      counterpart_file ${text},
      counterpart_n ${int},
      primary key (issuer, file, n),
      foreign key (issuer, file) references bank_file (issuer, id)
    )${strict}`,
    `create unique index bank_line_key on bank_line (issuer, key)`,
    `create index bank_line_state on bank_line (issuer, state, file, n)`,
    `create index bank_line_movement on bank_line (issuer, account_number, booked_on, amount)`,

    `create table bank_decision (
      issuer ${text} not null,
      file ${text} not null,
      line ${int} not null,
      n ${int} not null,
      verdict ${text} not null,
      account ${text},
      detail ${text} not null,
      person ${text} not null references person (id),
      at ${text} not null,
      primary key (issuer, file, line, n),
      foreign key (issuer, file, line) references bank_line (issuer, file, n)
    )${strict}`,

    // How accounts pay, learned from confirmed lines only.
    `create table payer_name (
      issuer ${text} not null references issuer (id),
      id ${text} not null,
      kind ${text} not null check (kind in ('name', 'code')),
      key ${text} not null,
      written ${text} not null,
      account ${text} not null references account (id),
      file ${text} not null,
      line ${int} not null,
      person ${text} not null references person (id),
      learned_at ${text} not null,
      primary key (issuer, id)
    )${strict}`,
    `create unique index payer_name_key on payer_name (issuer, kind, key, account)`,

    `create table debit_payer (
      issuer ${text} not null references issuer (id),
      account ${text} not null references account (id),
      number ${int} not null,
      stopped_by ${text},
      stopped_at ${text},
      primary key (issuer, account)
    )${strict}`,
    `create unique index debit_payer_number on debit_payer (issuer, number)`,

    `create table direct_debit (
      issuer ${text} not null references issuer (id),
      id ${text} not null,
      debit_on ${text} not null,
      consignor ${text} not null,
      state ${text} not null check (state in ('requested', 'answered', 'withdrawn')),
      content ${bytes} not null,
      person ${text} not null references person (id),
      request_key ${text} not null,
      created_at ${text} not null,
      result_sha256 ${text},
      result_content ${bytes},
      answered_by ${text},
      answered_at ${text},
      primary key (issuer, id)
    )${strict}`,
    `create index direct_debit_state on direct_debit (issuer, state, id)`,
    `create unique index direct_debit_key on direct_debit (issuer, person, request_key)`,

    `create table direct_debit_line (
      issuer ${text} not null,
      request ${text} not null,
      n ${int} not null,
      account ${text} not null references account (id),
      customer_number ${text} not null,
      amount ${int} not null check (amount > 0),
      bank ${text} not null,
      branch ${text} not null,
      account_type ${text} not null,
      account_number ${text} not null,
      holder ${text} not null,
      documents ${text} not null,
      result ${text},
      follow_up ${text},
      primary key (issuer, request, n),
      foreign key (issuer, request) references direct_debit (issuer, id)
    )${strict}`,
    `create index direct_debit_line_account on direct_debit_line (issuer, account, request)`,
  ],
  sqlite: [
    `create trigger bank_decision_no_update before update on bank_decision begin select raise(abort, 'append only'); end`,
    `create trigger bank_decision_no_delete before delete on bank_decision begin select raise(abort, 'append only'); end`,
  ],
  postgres: [
    `create trigger bank_decision_append_only before update or delete on bank_decision
      for each row execute function append_only()`,
    `create trigger bank_decision_no_truncate before truncate on bank_decision
      for each statement execute function append_only()`,
  ],
}
