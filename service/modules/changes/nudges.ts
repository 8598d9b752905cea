/** Tells those who follow an account in this process that something of it was committed; they look for themselves. */
export type Nudges = {
  readonly nudge: (account: string) => void
  /** Returns how to stop listening. */
  readonly listen: (account: string, listener: () => void) => () => void
  /** Ends for every listener: the service stops. */
  readonly close: () => void
  readonly closed: AbortSignal
}

export function makeNudges(): Nudges {
  const listeners = new Map<string, Set<() => void>>()
  const end = new AbortController()
  return {
    nudge: (account) => {
      for (const listener of listeners.get(account) ?? []) listener()
    },
    listen: (account, listener) => {
      const own = listeners.get(account) ?? new Set()
      listeners.set(account, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(account)
      }
    },
    close: () => end.abort(),
    closed: end.signal,
  }
}
