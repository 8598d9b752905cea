import type { Migration } from './migration.ts'

/** New names enter SQLite's search index with one statement for all: for each statement the index is written once. */
export const searchByStatement: Migration = {
  id: '0019-search-by-statement',
  statements: () => [],
  sqlite: ['drop trigger domain_search_insert'],
}
