import type { Migration } from './migration.ts'

/**
 * Price lists and what names cost. The list belongs to the issuer; overrides to an account. Lines are append-only: what
 * a hold cost on its day can always be read again. A name keeps two prices: what its registrar charges as it was
 * imported (`cost_*`), and what its renewal costs here (`price_*`, from the list where orders are possible), which lists
 * sort by and sums add up.
 */
export const prices: Migration = {
  id: '0003-prices',
  statements: ({ int, text, strict }) => [
    `create table price (
      issuer ${text} not null references issuer (id),
      suffix ${text} not null,
      operation ${text} not null check (operation in ('register', 'renew', 'transfer', 'restore')),
      years ${int} not null check (years between 1 and 10),
      from_day ${text} not null,
      n ${int} not null,
      amount ${int} check (amount > 0),
      is_example ${int} not null check (is_example in (0, 1)),
      person ${text} not null,
      at ${text} not null,
      primary key (issuer, suffix, operation, years, from_day, n)
    )${strict}`,
    `create table price_override (
      account ${text} not null references account (id),
      suffix ${text} not null,
      operation ${text} not null check (operation in ('register', 'renew', 'transfer', 'restore')),
      years ${int} not null check (years between 1 and 10),
      from_day ${text} not null,
      n ${int} not null,
      amount ${int} check (amount > 0),
      is_example ${int} not null check (is_example in (0, 1)),
      person ${text} not null,
      at ${text} not null,
      primary key (account, suffix, operation, years, from_day, n)
    )${strict}`,

    // The day whose prices an account's names show: prices that begin later are put on when their day has come.
    `create table priced_day (
      account ${text} primary key references account (id),
      day ${text} not null
    )${strict}`,

    `alter table domain add column cost_currency ${text}`,
    `alter table domain add column cost_minor ${int}`,
    `update domain set cost_currency = price_currency, cost_minor = price_minor where price_minor is not null`,
  ],
  sqlite: ['price', 'price_override'].flatMap((table) => [
    `create trigger ${table}_no_update before update on ${table} begin select raise(abort, 'append only'); end`,
    `create trigger ${table}_no_delete before delete on ${table} begin select raise(abort, 'append only'); end`,
  ]),
  postgres: ['price', 'price_override'].flatMap((table) => [
    `create trigger ${table}_append_only before update or delete on ${table}
      for each row execute function append_only()`,
    `create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function append_only()`,
  ]),
}
