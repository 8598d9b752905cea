import type { Migration } from './migration.ts'

/**
 * How far readers have followed what names and rules do not show: an account's imports, notices and handed-in sheets,
 * and what an issuer and its banks tell each other.
 */
export const deskChanges: Migration = {
  id: '0021-desk-changes',
  statements: ({ int }) => [
    `alter table account_counter add column files_seq ${int} not null default 0`,
    `alter table issuer add column change_seq ${int} not null default 0`,
  ],
}
