import type { Migration } from './migration.ts'

/** Days of which an operator knows better than the calendar whether banks are open. */
export const bankDays: Migration = {
  id: '0016-bank-days',
  statements: ({ int, text, strict }) => [
    `create table bank_day (
      issuer ${text} not null references issuer (id),
      day ${text} not null,
      is_open ${int} not null check (is_open in (0, 1)),
      note ${text},
      person ${text} not null references person (id),
      set_at ${text} not null,
      primary key (issuer, day)
    )${strict}`,
  ],
}
