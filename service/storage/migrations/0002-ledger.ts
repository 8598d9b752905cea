import type { Migration } from './migration.ts'

const HASH_BEFORE_ALL = '0'.repeat(64)

/**
 * The prepaid account: who issues, what an account agreed to, and the ledger. Issuer and operator are directory tables (global);
 * every other key begins with the account. Entries, postings, holds and allocations are append-only, and no entry is
 * stored whose postings do not add up to zero.
 */
export const ledger: Migration = {
  id: '0002-ledger',
  statements: ({ int, text, strict }) => [
    // Who works for the issuer; may book money, set prices and close periods in every account.
    `create table operator (
      person ${text} primary key references person (id),
      since ${text} not null
    )${strict}`,
    `insert into operator (person, since) select id, created_at from person order by created_at, id limit 1`,
    `alter table account_counter add column billing_seq ${int} not null default 0`,

    `create table issuer (
      id ${text} primary key,
      name ${text} not null,
      registration_number ${text},
      postal_code ${text},
      address ${text},
      phone ${text},
      email ${text},
      bank_account ${text},
      debit_client ${text},
      zone ${text} not null,
      corporate_service_from ${text},
      updated_at ${text} not null
    )${strict}`,
    `insert into issuer (id, name, zone, updated_at) values ('main', '', 'Asia/Tokyo', '1970-01-01T00:00:00.000Z')`,

    `create table billing_profile (
      account ${text} primary key references account (id),
      issuer ${text} not null references issuer (id),
      plan ${text} not null check (plan in ('standard', 'corporate')),
      terms ${text} not null check (terms in ('standard', 'corporate')),
      holiday_shift ${text} not null check (holiday_shift in ('next', 'previous', 'none')),
      overdraft_policy ${text} not null check (overdraft_policy in ('none', 'provisional', 'corporate')),
      overdraft_until ${text},
      overdraft_limit ${int},
      payment_method ${text} not null check (payment_method in ('bankTransfer', 'creditCard', 'directDebit')),
      delivery ${text} not null check (delivery in ('mail', 'post')),
      billing_name ${text},
      billing_department ${text},
      billing_postal_code ${text},
      billing_address ${text},
      billing_email ${text},
      registration_number ${text},
      debit_account ${text},
      reversal_until ${text},
      reversal_days ${int},
      low_balance_at ${int},
      check (overdraft_policy <> 'provisional' or overdraft_until is not null),
      check (overdraft_policy <> 'corporate' or overdraft_limit is not null)
    )${strict}`,

    // One row per book: an account's, or an issuer's own (\`issuer:main\`) for money whose payer is not known yet. The sums
    // are kept beside the entries and move in the same transaction.
    `create table ledger_book (
      account ${text} primary key,
      issuer ${text} not null references issuer (id),
      currency ${text} not null,
      balance ${int} not null,
      held ${int} not null,
      open ${int} not null,
      entries ${int} not null,
      allocations ${int} not null,
      closed_through ${text},
      hash ${text} not null
    )${strict}`,

    `create table journal_entry (
      account ${text} not null references ledger_book (account),
      seq ${int} not null,
      kind ${text} not null,
      occurred_on ${text} not null,
      posted_on ${text} not null,
      posted_at ${text} not null,
      amount ${int} not null,
      balance ${int} not null,
      key ${text},
      person ${text},
      reference ${text},
      domain ${text},
      rate_code ${text},
      detail ${text} not null,
      reverses ${int},
      document ${text},
      prev_hash ${text} not null,
      hash ${text} not null,
      primary key (account, seq)
    )${strict}`,
    `create unique index journal_entry_key on journal_entry (account, key) where key is not null`,
    `create unique index journal_entry_reversed on journal_entry (account, reverses) where reverses is not null`,
    `create index journal_entry_day on journal_entry (account, posted_on, seq, kind, amount)`,
    `create index journal_entry_domain on journal_entry (account, domain, seq) where domain is not null`,
    `create index journal_entry_reference on journal_entry (account, reference) where reference is not null`,
    `create table posting (
      account ${text} not null,
      entry ${int} not null,
      n ${int} not null,
      ledger ${text} not null,
      amount ${int} not null check (amount <> 0),
      primary key (account, entry, n),
      foreign key (account, entry) references journal_entry (account, seq) deferrable initially deferred
    )${strict}`,

    `create table hold (
      account ${text} not null references ledger_book (account),
      id ${text} not null,
      amount ${int} not null check (amount > 0),
      reference ${text} not null,
      domain ${text},
      created_at ${text} not null,
      primary key (account, id)
    )${strict}`,
    `create table hold_end (
      account ${text} not null,
      hold ${text} not null,
      kind ${text} not null check (kind in ('captured', 'released')),
      entry ${int},
      at ${text} not null,
      primary key (account, hold),
      foreign key (account, hold) references hold (account, id)
    )${strict}`,

    // A document that asks for money, with what of it is still open; \`open\` moves with the allocations.
    `create table asking_document (
      account ${text} not null references ledger_book (account),
      number ${text} not null,
      issued_on ${text} not null,
      due_on ${text},
      asked ${int} not null check (asked > 0),
      open ${int} not null check (open >= 0),
      credited ${int} not null,
      primary key (account, number)
    )${strict}`,
    `create index asking_document_open on asking_document (account, issued_on, number) where open > 0`,
    `create table allocation (
      account ${text} not null,
      seq ${int} not null,
      credit ${int} not null,
      document ${text} not null,
      amount ${int} not null check (amount <> 0),
      at ${text} not null,
      primary key (account, seq),
      foreign key (account, credit) references journal_entry (account, seq),
      foreign key (account, document) references asking_document (account, number)
    )${strict}`,
    `create index allocation_credit on allocation (account, credit)`,
    `create index allocation_document on allocation (account, document)`,

    // A deposit or payment that somebody says is on its way; it changes no balance.
    `create table announcement (
      account ${text} not null references account (id),
      id ${text} not null,
      person ${text} not null,
      amount ${int} not null check (amount > 0),
      method ${text} not null,
      document ${text},
      state ${text} not null check (state in ('expected', 'received', 'withdrawn')),
      entry ${int},
      created_at ${text} not null,
      primary key (account, id)
    )${strict}`,

    `insert into billing_profile (account, issuer, plan, terms, holiday_shift, overdraft_policy, payment_method, delivery)
      select id, 'main', 'standard', 'standard', 'next', 'none', 'bankTransfer', 'mail' from account`,
    `insert into ledger_book (account, issuer, currency, balance, held, open, entries, allocations, hash)
      select id, 'main', 'JPY', 0, 0, 0, 0, 0, '${HASH_BEFORE_ALL}' from account
      union all select 'issuer:main', 'main', 'JPY', 0, 0, 0, 0, 0, '${HASH_BEFORE_ALL}'`,
  ],
  sqlite: [
    `create trigger journal_entry_balances before insert on journal_entry begin
      select raise(abort, 'the postings of an entry add up to zero')
      where (select coalesce(sum(amount), 1) from posting where account = new.account and entry = new.seq) <> 0
        or (select count(*) from posting where account = new.account and entry = new.seq) < 2;
    end`,
    `create trigger posting_is_sealed before insert on posting begin
      select raise(abort, 'an entry that is posted takes no more postings')
      where exists (select 1 from journal_entry where account = new.account and seq = new.entry);
    end`,
    ...['journal_entry', 'posting', 'hold', 'hold_end', 'allocation'].flatMap((table) => [
      `create trigger ${table}_no_update before update on ${table} begin select raise(abort, 'append only'); end`,
      `create trigger ${table}_no_delete before delete on ${table} begin select raise(abort, 'append only'); end`,
    ]),
  ],
  postgres: [
    `create function journal_entry_balances() returns trigger language plpgsql as $$
      begin
        if (select coalesce(sum(amount), 1) from posting where account = new.account and entry = new.seq) <> 0
          or (select count(*) from posting where account = new.account and entry = new.seq) < 2
        then raise exception 'the postings of an entry add up to zero'; end if;
        return new;
      end $$`,
    `create trigger journal_entry_balances before insert on journal_entry
      for each row execute function journal_entry_balances()`,
    `create function posting_is_sealed() returns trigger language plpgsql as $$
      begin
        if exists (select 1 from journal_entry where account = new.account and seq = new.entry)
        then raise exception 'an entry that is posted takes no more postings'; end if;
        return new;
      end $$`,
    `create trigger posting_is_sealed before insert on posting for each row execute function posting_is_sealed()`,
    ...['journal_entry', 'posting', 'hold', 'hold_end', 'allocation'].flatMap((table) => [
      `create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function append_only()`,
      `create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function append_only()`,
    ]),
  ],
}
