import { describe, expect, it } from 'vitest'
import { outcomeOf } from '../../../../renderer/features/jobs/job-outcome-key.ts'

describe('how a job ended', () => {
  it.each([
    ['bulk', 'done', 'done'],
    ['bulk', 'failed', 'failed'],
    ['bulkUndo', 'cancelled', 'cancelled'],
    ['bulkUndo', 'done', 'undone'],
    ['imports.undo', 'done', 'undone'],
  ] as const)('a job of the kind %s that is %s reads as %s', (kind, state, outcome) => {
    expect(outcomeOf({ kind, state })).toBe(outcome)
  })
})
