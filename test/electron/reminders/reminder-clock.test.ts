import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startReminderClock } from '../../../electron/main/reminders/reminder-clock.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('looks at once, then every half minute, so that time asleep is noticed soon', async () => {
  const look = vi.fn(async () => undefined)
  const clock = startReminderClock(look)
  await vi.advanceTimersByTimeAsync(61_000)
  expect(look).toHaveBeenCalledTimes(3)
  void clock.stop()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(look).toHaveBeenCalledTimes(3)
})

it('looks again when it is poked, but never twice at the same time', async () => {
  let running = 0
  let most = 0
  const look = vi.fn(async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 100))
    running -= 1
  })
  const clock = startReminderClock(look)
  clock.poke()
  clock.poke()
  await vi.advanceTimersByTimeAsync(150)
  clock.poke()
  await vi.advanceTimersByTimeAsync(150)
  void clock.stop()
  expect([look.mock.calls.length, most]).toEqual([2, 1])
})

it('goes on after a look that failed', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const look = vi.fn(() => Promise.reject(new Error('disk gone')))
  const clock = startReminderClock(look)
  await vi.advanceTimersByTimeAsync(31_000)
  void clock.stop()
  expect(look).toHaveBeenCalledTimes(2)
  error.mockRestore()
})

it('has ended its last look when it says that it has stopped', async () => {
  let hasEnded = false
  const clock = startReminderClock(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    hasEnded = true
  })
  const stopped = clock.stop()
  await vi.advanceTimersByTimeAsync(150)
  await stopped
  expect(hasEnded).toBe(true)
})
