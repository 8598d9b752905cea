import type { Migration } from './migration.ts'

/**
 * The registry's day of expiry in the indexes by which days of expiry and deadlines are found: lists by that day, of
 * names that expire or must be decided within some days, are sorted without looking up each of them.
 */
export const listIndexes: Migration = {
  id: '0014-list-indexes',
  statements: () => [
    `drop index domain_by_expiry`,
    `drop index domain_by_decide_by`,
    `create index domain_by_expiry
      on domain (account, expires_on, name, class_id, decide_by, state_until, as_of, registry_expires_on)`,
    `create index domain_by_decide_by on domain (account, decide_by, name, class_id, expires_on, price_currency,
      price_minor, state_until, as_of, registry_expires_on)`,
  ],
  sqlite: [
    // What was said of an index goes with it.
    `insert into sqlite_stat1 (tbl, idx, stat) values
      ('domain', 'domain_by_expiry', '1000000 1000000 1400 1 1 1 1 1 1'),
      ('domain', 'domain_by_decide_by', '1000000 1000000 1400 1 1 1 1 1 1 1 1'),
      ('domain', 'domain_blocked', '1000 1000 1')`,
    'analyze sqlite_schema',
  ],
}
