import type { Migration } from './migration.ts'

/**
 * What an import read is kept for a time and then removed in short turns: `going` while that is under way. The index
 * holds only imports whose rows are there, however many there were before.
 */
export const importKeeping: Migration = {
  id: '0008-import-keeping',
  statements: ({ text }) => [
    `alter table import_file add column keeping ${text} not null default 'kept'
      check (keeping in ('kept', 'going', 'gone'))`,
    `create index import_file_kept on import_file (account, created_at) where keeping <> 'gone'`,
  ],
}
