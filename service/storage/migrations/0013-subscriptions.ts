import type { Migration } from './migration.ts'

/** Who is mailed the monthly notices, and up to which month they were. */
export const subscriptions: Migration = {
  id: '0013-subscriptions',
  statements: ({ text, strict }) => [
    `create table subscription (
      account ${text} not null references account (id),
      id ${text} not null,
      kind ${text} not null check (kind in ('notices')),
      person ${text} not null references person (id),
      mailed_through ${text} not null,
      created_at ${text} not null,
      primary key (account, id),
      unique (account, kind, person)
    )${strict}`,
  ],
}
