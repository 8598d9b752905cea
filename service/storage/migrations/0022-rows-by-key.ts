import type { Migration } from './migration.ts'

/** Tables that are written by the ten thousand and always read by their key, and what SQLite is told of their indexes. */
const TABLES: readonly {
  readonly name: string
  readonly columns: string
  readonly indexes?: readonly string[]
  readonly statistics: Readonly<Record<string, string>>
}[] = [
  {
    name: 'job_item',
    columns: `account text not null,
      job text not null,
      n integer not null,
      domain integer not null,
      name text not null,
      state text not null check (state in ('done', 'skipped', 'failed')),
      code text,
      before text,
      after text,
      primary key (account, job, n)`,
    indexes: [
      `create index job_item_domain on job_item (account, domain)`,
      `create index job_item_failed on job_item (account, job, state) where state <> 'done'`,
    ],
    statistics: {
      job_item: '3000000 3000000 50000 1',
      job_item_domain: '3000000 3000000 3',
      job_item_failed: '3000 3000 100 50',
    },
  },
  {
    name: 'import_row',
    columns: `account text not null,
      import text not null,
      n integer not null,
      line integer not null,
      name text,
      verdict text not null,
      code text,
      detail text,
      changes text,
      primary key (account, import, n)`,
    indexes: [
      `create index import_row_verdict on import_row (account, import, verdict, n)`,
      `create index import_row_name on import_row (account, import, name)`,
    ],
    statistics: {
      import_row: '2000000 2000000 100000 1',
      import_row_verdict: '2000000 2000000 100000 30000 1',
      import_row_name: '2000000 2000000 100000 1',
    },
  },
  {
    name: 'notice_item',
    columns: `account text not null,
      month text not null,
      n integer not null,
      name text not null,
      unicode_name text not null,
      suffix text not null,
      expires_on text not null,
      decide_by text,
      mode text not null,
      scope text not null,
      price_currency text,
      price_minor integer,
      department text,
      tags text not null,
      primary key (account, month, n)`,
    indexes: [`create unique index notice_item_name on notice_item (account, month, name)`],
    statistics: {
      notice_item: '2000000 2000000 100000 1',
      notice_item_name: '2000000 2000000 100000 1',
    },
  },
  {
    name: 'decision_row',
    columns: `account text not null,
      file text not null,
      n integer not null,
      name text not null,
      domain integer,
      verdict text not null,
      decision text,
      current text,
      expires_on text,
      renews_on text,
      primary key (account, file, n)`,
    statistics: { decision_row: '100000 100000 5000 1' },
  },
  {
    name: 'domain_tag',
    columns: `account text not null,
      tag text not null,
      domain integer not null,
      primary key (account, tag, domain)`,
    indexes: [`create index domain_tag_domain on domain_tag (account, domain)`],
    statistics: {
      domain_tag: '300000 300000 6000 1',
      domain_tag_domain: '300000 300000 2',
    },
  },
]

/** Kept in the order of their key, once: SQLite otherwise keeps the rows and, beside them, an index of their keys. */
export const rowsByKey: Migration = {
  id: '0022-rows-by-key',
  statements: () => [],
  sqlite: [
    ...TABLES.flatMap(({ name, columns, indexes = [], statistics }) => [
      `create table ${name}_by_key (
      ${columns}
    ) strict, without rowid`,
      `insert into ${name}_by_key select * from ${name} order by ${keyOf(columns)}`,
      `drop table ${name}`,
      `alter table ${name}_by_key rename to ${name}`,
      ...indexes,
      ...Object.entries(statistics).map(
        ([index, stat]) => `insert into sqlite_stat1 (tbl, idx, stat) values ('${name}', '${index}', '${stat}')`,
      ),
    ]),
    'analyze sqlite_schema',
  ],
}

function keyOf(columns: string): string {
  return /primary key \((.+)\)/.exec(columns)?.[1] ?? ''
}
