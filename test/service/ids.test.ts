import { afterEach, describe, expect, it, vi } from 'vitest'
import { newId } from '../../service/ids.ts'

describe('new ids', () => {
  afterEach(() => void vi.useRealTimers())

  it('sort in the order in which they were made, however many there are in a millisecond', () => {
    const ids = Array.from({ length: 5_000 }, newId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.toSorted()).toEqual(ids)
  })

  it('sort so also when the clock of the system is set back', async () => {
    vi.resetModules()
    const fresh = await import('../../service/ids.ts')
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(new Date('2030-01-01T00:00:00Z'))
    const before = fresh.newId()
    vi.setSystemTime(new Date('2029-12-31T00:00:00Z'))
    const after = fresh.newId()
    vi.setSystemTime(new Date('2030-01-01T00:00:01Z'))
    const later = fresh.newId()
    expect([before, after, later].toSorted()).toEqual([before, after, later])
  })
})
