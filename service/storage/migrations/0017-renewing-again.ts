import type { Migration } from './migration.ts'

/**
 * A registrar that was told that a name lapses is told again when it is to renew: the words of one expiry are numbered,
 * and each is said once.
 */
export const renewingAgain: Migration = {
  id: '0017-renewing-again',
  statements: ({ int }) => [
    `alter table order_item add column turn ${int} not null default 0`,
    `drop index order_item_once`,
    `create unique index order_item_once on order_item (account, name, expiry_before, operation, turn)
      where operation in ('renew', 'expire') and state not in ('refused', 'cancelled')`,
  ],
  sqlite: [
    // What was said of the index went with it.
    `insert into sqlite_stat1 (tbl, idx, stat) values ('order_item', 'order_item_once', '250000 250000 3 1 1 1')`,
    'analyze sqlite_schema',
  ],
}
