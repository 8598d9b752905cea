/**
 * How many rows have equal values in the first, the first two, … columns of each index, in a portfolio of a million
 * names. SQLite without statistics takes it that `account = …` picks ten rows, where it picks all, and walks a whole
 * index instead of looking up the ids it was given. Every new index of these tables needs its line here.
 */
const ROWS_PER_VALUE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  domain: {
    domain_name: '1000000 1000000 1',
    domain_by_name: '1000000 1000000 1 1',
    domain_by_expiry: '1000000 1000000 1400 1 1 1 1 1',
    domain_by_registry_expiry: '1000000 1000000 1400 1 1 1 1 1 1',
    domain_by_decide_by: '1000000 1000000 1400 1 1 1 1 1 1 1',
    domain_by_class: '1000000 1000000 1000 4 1 1 1 1',
    domain_by_department: '1000000 1000000 20000 1 1',
    domain_by_price: '1000000 1000000 300000 2000 1 1',
    domain_by_lock: '1000000 1000000 200000 1 1',
    domain_by_update: '1000000 1000000 5000 1 1',
    domain_by_change: '1000000 1000000 5000 1',
    domain_idn: '20000 20000 1',
  },
  domain_tag: {
    sqlite_autoindex_domain_tag_1: '300000 300000 6000 1',
    domain_tag_domain: '300000 300000 2',
  },
  scope_move: { sqlite_autoindex_scope_move_1: '200000 200000 5000 1' },
  renewal_class: { renewal_class_key: '5000 5000 20 6 5 4 3 3 2 2 1' },
  job: {
    sqlite_autoindex_job_1: '500 500 1',
    job_due: '500 200 1',
    job_change: '500 500 1',
  },
  job_item: {
    sqlite_autoindex_job_item_1: '3000000 3000000 50000 1',
    job_item_domain: '3000000 3000000 3',
    job_item_failed: '3000 3000 100 50',
  },
  import_chunk: { sqlite_autoindex_import_chunk_1: '5000 5000 200 1' },
  import_row: {
    sqlite_autoindex_import_row_1: '2000000 2000000 100000 1',
    import_row_verdict: '2000000 2000000 100000 30000 1',
    import_row_name: '2000000 2000000 100000 1',
  },
  notice_item: {
    sqlite_autoindex_notice_item_1: '2000000 2000000 100000 1',
    notice_item_name: '2000000 2000000 100000 1',
  },
  decision_row: { sqlite_autoindex_decision_row_1: '100000 100000 5000 1' },
  audit: {
    sqlite_autoindex_audit_1: '100000 100000 1',
    audit_subject: '50000 50000 3 1',
  },
}

/** Makes the table of statistics, fills it, and has the connection read it. */
export const sqliteStatistics: readonly string[] = [
  'analyze sqlite_schema',
  'delete from sqlite_stat1',
  ...Object.entries(ROWS_PER_VALUE).flatMap(([table, indexes]) =>
    Object.entries(indexes).map(
      ([index, rows]) => `insert into sqlite_stat1 (tbl, idx, stat) values ('${table}', '${index}', '${rows}')`,
    ),
  ),
  'analyze sqlite_schema',
]
