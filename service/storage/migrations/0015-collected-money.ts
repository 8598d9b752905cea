import type { Migration } from './migration.ts'

/** Lines of bank files that are what a direct-debit request collected. */
export const collectedMoney: Migration = {
  id: '0015-collected-money',
  statements: ({ text }) => [
    `alter table bank_line add column collected_by ${text}`,
    `create index bank_line_collected on bank_line (issuer, collected_by) where collected_by is not null`,
  ],
}
