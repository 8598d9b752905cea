import type { Migration } from './migration.ts'

/** What was credited of a document is what its credit notes say: nothing else counts it. */
export const creditedByNotes: Migration = {
  id: '0020-credited-by-notes',
  statements: () => ['alter table asking_document drop column credited'],
}
