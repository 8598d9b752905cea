import type { Migration } from './migration.ts'

/** The language in which an account is written to. */
export const accountLanguage: Migration = {
  id: '0018-account-language',
  statements: ({ text }) => [
    `alter table account add column language ${text} not null default 'ja' check (language in ('ja', 'en'))`,
  ],
}
