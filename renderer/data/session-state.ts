import { create } from 'zustand'

type SessionState = {
  /** True from the first answer that no longer knew the session until somebody has signed in. */
  readonly hasEnded: boolean
  ended(): void
  renewed(): void
}

/** Whether the session ended while somebody worked: what is open and typed stays until they have signed in again. */
export const useSessionState = create<SessionState>()((set) => ({
  hasEnded: false,
  ended: () => set({ hasEnded: true }),
  renewed: () => set({ hasEnded: false }),
}))
