import { describe, expect, it } from 'vitest'
import { nextBatchSize } from '../../../service/storage/batch-size.ts'

const alone = { hasOtherWriters: () => false }
const beside = { hasOtherWriters: () => true }
const bounds = { least: 100, most: 2_000 }

describe('the size of the next batch', () => {
  it.each([
    ['as long as others can bear to wait', beside, bounds, 500, 60, 500],
    ['smaller where the last one was too long', beside, bounds, 500, 120, 250],
    ['never a quarter or less of the last one at once', beside, bounds, 2_000, 10_000, 500],
    ['longer where nobody else writes', alone, bounds, 500, 150, 667],
    ['twice the last one at most', alone, bounds, 500, 1, 1_000],
    ['no less than pays for a commit', beside, bounds, 120, 600, 100],
    ['no more than memory is meant for', alone, bounds, 1_500, 1, 2_000],
    ['as long as a watchful job may be alone', alone, { ...bounds, aloneMs: 1_000 }, 500, 800, 625],
    ['no longer than others bear, watchful or not', beside, { ...bounds, aloneMs: 1_000 }, 500, 120, 250],
  ])('%s', (_title, storage, limits, size, tookMs, next) => {
    expect(nextBatchSize(storage, limits, size, tookMs)).toBe(next)
  })
})
