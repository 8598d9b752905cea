import type { Migration } from './migration.ts'

/** Names whose renewal waits are listed by themselves. */
export const blockedNames: Migration = {
  id: '0011-blocked-names',
  statements: () => [`create index domain_blocked on domain (account, id) where blocked is not null`],
}
