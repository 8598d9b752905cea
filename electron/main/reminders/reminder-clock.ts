/** `setTimeout` does not count the time asleep on every OS, so the next look is never further off than this. */
const MAX_WAIT_MS = 30_000

export type ReminderClock = {
  /** Look now: the machine woke up, the settings changed. */
  readonly poke: () => void
  readonly stop: () => void
}

/** Calls `look` at once and then again and again, one call at a time; what is due is decided there, never by the timer. */
export function startReminderClock(look: () => Promise<void>): ReminderClock {
  let timer: NodeJS.Timeout | undefined
  let isLooking = false
  let isStopped = false

  async function tick(): Promise<void> {
    if (isLooking || isStopped) return
    clearTimeout(timer)
    isLooking = true
    try {
      await look()
    } catch (error) {
      console.error('Reminders could not be checked', error)
    } finally {
      isLooking = false
      if (!isStopped) timer = setTimeout(() => void tick(), MAX_WAIT_MS)
    }
  }

  void tick()
  return {
    poke: () => void tick(),
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
