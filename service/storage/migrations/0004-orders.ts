import type { Migration } from './migration.ts'

/** How many rows have equal values in the first columns of each index, in an account that has ordered for years. */
const ROWS_PER_VALUE: Readonly<Record<string, string>> = {
  sqlite_autoindex_order_item_1: '300000 300000 100 1',
  order_item_once: '250000 250000 3 1 1',
  order_item_open: '1000 1000 300 2',
  order_item_reference: '250000 250000 1',
  order_item_hold: '250000 250000 1',
  order_item_name: '300000 300000 3 1',
}

/**
 * Orders and what they need: the items with their state, tasks for the people who work at registrars by hand, reports of
 * the daily run, reversals, and the simulated registry of test workspaces. Its tables are global, as a registry's are:
 * a name is registered once, whoever asks.
 */
export const orders: Migration = {
  id: '0004-orders',
  statements: ({ int, text, strict }) => [
    `create table order_head (
      account ${text} not null references account (id),
      id ${text} not null,
      source ${text} not null check (source in ('person', 'run', 'quote', 'bulk', 'reversal')),
      person ${text},
      created_at ${text} not null,
      primary key (account, id)
    )${strict}`,
    `create table order_item (
      account ${text} not null,
      order_id ${text} not null,
      n ${int} not null,
      operation ${text} not null
        check (operation in ('register', 'renew', 'transfer', 'restore', 'expire', 'unlock', 'park')),
      name ${text} not null,
      suffix ${text} not null,
      connection ${text} not null,
      gateway ${text} not null,
      years ${int} not null,
      price ${int},
      hold ${text},
      state ${text} not null
        check (state in ('queued', 'blocked', 'held', 'sent', 'unknown', 'done', 'refused', 'cancelled')),
      code ${text},
      detail ${text},
      expiry_before ${text} not null,
      current_expiry ${text},
      auth_code ${text},
      provider_ref ${text},
      charge_entry ${int},
      attempts ${int} not null,
      next_at ${text},
      claimed_until ${text},
      created_at ${text} not null,
      updated_at ${text} not null,
      primary key (account, order_id, n),
      foreign key (account, order_id) references order_head (account, id)
    )${strict}`,
    // One renewal, and one word to the registrar that a name lapses, per name and expiry; refused ones may be tried again.
    `create unique index order_item_once on order_item (account, name, expiry_before, operation)
      where operation in ('renew', 'expire') and state not in ('refused', 'cancelled')`,
    `create index order_item_open on order_item (account, state, next_at)
      where state in ('queued', 'blocked', 'held', 'sent', 'unknown')`,
    `create index order_item_reference on order_item (account, provider_ref) where provider_ref is not null`,
    `create index order_item_hold on order_item (account, hold) where hold is not null`,
    `create index order_item_name on order_item (account, name, created_at)`,

    `create table task (
      account ${text} not null references account (id),
      id ${text} not null,
      order_id ${text} not null,
      n ${int} not null,
      kind ${text} not null check (kind in ('order', 'check')),
      state ${text} not null check (state in ('open', 'confirmed', 'refused', 'withdrawn')),
      created_at ${text} not null,
      ended_at ${text},
      person ${text},
      done_on ${text},
      reference ${text},
      expires_on ${text},
      reason ${text},
      primary key (account, id),
      foreign key (account, order_id, n) references order_item (account, order_id, n)
    )${strict}`,
    `create index task_open on task (account, created_at, id) where state = 'open'`,

    `create table renewal_run (
      account ${text} not null references account (id),
      day ${text} not null,
      order_id ${text} not null,
      started_at ${text} not null,
      finished_at ${text},
      due ${int} not null,
      ordered ${int} not null,
      blocked ${int} not null,
      blocked_amount ${int} not null,
      unpriced ${int} not null,
      blocked_names ${text} not null,
      primary key (account, day)
    )${strict}`,

    `create table reversal (
      account ${text} not null references account (id),
      id ${text} not null,
      name ${text} not null,
      state ${text} not null check (state in ('requested', 'unlocked', 'parked', 'relinquished')),
      charge_entry ${int} not null,
      credit_entry ${int} not null,
      amount ${int} not null,
      credit_note ${text},
      person ${text} not null,
      requested_at ${text} not null,
      unlocked_at ${text},
      parked_at ${text},
      relinquished_at ${text},
      primary key (account, id),
      unique (account, charge_entry)
    )${strict}`,

    `alter table domain add column blocked ${text}`,

    `create table sandbox_name (
      name ${text} primary key,
      sponsor ${text},
      auth_code ${text} not null,
      registered_on ${text} not null,
      expires_on ${text} not null,
      paid_through_on ${text} not null,
      auto_renew ${int} not null,
      is_locked ${int} not null,
      state ${text} not null,
      state_until ${text},
      name_servers ${text} not null,
      next_on ${text} not null
    )${strict}`,
    `create index sandbox_name_next on sandbox_name (sponsor, next_on)`,
    `create table sandbox_transaction (
      account ${text} not null,
      client_id ${text} not null,
      name ${text} not null,
      command ${text} not null,
      does ${text} not null,
      result ${int},
      effective_at ${text},
      answer ${text},
      created_at ${text} not null,
      primary key (account, client_id)
    )${strict}`,
    `create index sandbox_transaction_client on sandbox_transaction (client_id)`,
    `create index sandbox_transaction_name on sandbox_transaction (name, created_at)`,
    `create index sandbox_transaction_due on sandbox_transaction (account, effective_at) where answer is null`,
    `create table sandbox_message (
      account ${text} not null,
      id ${text} not null,
      name ${text} not null,
      message ${text} not null,
      created_at ${text} not null,
      acknowledged_at ${text},
      primary key (account, id)
    )${strict}`,
    `create index sandbox_message_new on sandbox_message (account, id) where acknowledged_at is null`,
    `create table sandbox_rule (
      n ${int} primary key,
      name ${text},
      suffix ${text},
      operation ${text},
      does ${text} not null,
      result ${int},
      seconds ${int},
      times ${int}
    )${strict}`,
  ],
  sqlite: [
    ...Object.entries(ROWS_PER_VALUE).map(
      ([index, rows]) => `insert into sqlite_stat1 (tbl, idx, stat) values ('order_item', '${index}', '${rows}')`,
    ),
    'analyze sqlite_schema',
  ],
}
