/** `setTimeout` does not count the time asleep on every OS, so the next look is never further off than this. */
const MAX_WAIT_MS = 30_000

export type ReminderClock = {
  /** Look now: the machine woke up, the settings changed. */
  readonly poke: () => void
  /** No look begins any more; resolves when the running one has ended. */
  readonly stop: () => Promise<void>
}

/** Calls `look` at once and then again and again, one call at a time; what is due is decided there, never by the timer. */
export function startReminderClock(look: () => Promise<void>): ReminderClock {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let isStopped = false

  function tick(): void {
    if (running !== undefined || isStopped) return
    clearTimeout(timer)
    running = look()
      .catch((error: unknown) => console.error('Reminders could not be checked', error))
      .finally(() => {
        running = undefined
        if (!isStopped) timer = setTimeout(tick, MAX_WAIT_MS)
      })
  }

  tick()
  return {
    poke: tick,
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
