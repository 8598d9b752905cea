import type { Migration } from './migration.ts'

/** When the person of a session last proved again who they are. */
export const stepUp: Migration = {
  id: '0012-step-up',
  statements: ({ text }) => [`alter table session add column stepped_up_at ${text}`],
}
