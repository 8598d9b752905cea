import { create } from 'zustand'

type ConnectionState = {
  /** False from the first request that nobody answered until the next that somebody did. */
  readonly isOnline: boolean
  /** When the service last answered, in milliseconds since the epoch on the system's clock. */
  readonly lastAnswerAt: number | null
  answered(at: number): void
  unanswered(): void
}

/** Whether the service can be reached, and how old what is on screen may be. */
export const useConnectionState = create<ConnectionState>()((set) => ({
  isOnline: true,
  lastAnswerAt: null,
  answered: (at) => set({ isOnline: true, lastAnswerAt: at }),
  unanswered: () => set({ isOnline: false }),
}))
