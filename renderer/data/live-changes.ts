import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { create } from 'zustand'
import { useConnectionState } from './connection-state.ts'
import { meQuery } from './me.ts'
import { type Part, partsToReadAgain } from './read-again.ts'
import { openSharedStream } from './shared-stream.ts'

/** A bulk job changes names many times a second; screens follow once in this time. */
const REFRESH_EVERY_MS = 1_000
const JOBS_EVERY_MS = 300

/** What jobs are started from, and show in it what became of them. */
const WORK = ['imports', 'notices']

type Revisions = {
  /** Grows whenever names, rules, settings or money of the account may have changed. */
  readonly revision: number
  changed(): void
}

const useRevisions = create<Revisions>()((set) => ({
  revision: 0,
  changed: () => set((state) => ({ revision: state.revision + 1 })),
}))

/** For windows over long lists, which hold rows outside the query cache: read again when this grows. */
export function useRevision(): number {
  return useRevisions((state) => state.revision)
}

/** Everything of the account except its jobs, which have events of their own. Keys begin with the account's id. */
export function invalidateAccount(client: QueryClient, account: string): void {
  useRevisions.getState().changed()
  void client.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] === account && queryKey[1] !== 'jobs',
    refetchType: whatIsShown(),
  })
}

/** Everything that was read, e.g. because it was refused meanwhile. */
export function invalidateAll(client: QueryClient): Promise<void> {
  useRevisions.getState().changed()
  return client.invalidateQueries()
}

/** A tab that nobody looks at only remembers that it is old, and reads again when it is looked at. */
function whatIsShown(): 'active' | 'none' {
  return document.visibilityState === 'hidden' ? 'none' : 'active'
}

/** One stream for all windows of a browser: keeps what is on screen true while others and jobs change it. */
export function useLiveChanges(account: string): void {
  const client = useQueryClient()
  useEffect(() => {
    const refresh = readingAgain(client, account)
    const close = openSharedStream(`/api/accounts/${encodeURIComponent(account)}/events`, {
      onEvent: (event) => refresh.run(...partsToReadAgain(event)),
      onReconnected: () => refresh.run('account', 'names', 'jobs'),
    })
    // The stream waits ever longer before it tries again; what could not be read meanwhile should not wait with it.
    const stopWatching = useConnectionState.subscribe((now, before) => {
      if (now.isOnline && !before.isOnline) refresh.run('account', 'names')
    })
    return () => {
      stopWatching()
      close()
      refresh.cancel()
      // Nobody tells any more when it becomes old.
      void client.invalidateQueries({ queryKey: [account], refetchType: 'none' })
    }
  }, [client, account])
}

function readingAgain(client: QueryClient, account: string) {
  const of = (...key: readonly string[]) => void client.invalidateQueries({ queryKey: key, refetchType: whatIsShown() })
  const readers: Readonly<Record<Part, ReturnType<typeof throttled>>> = {
    account: throttled(() => invalidateAccount(client, account), REFRESH_EVERY_MS),
    desk: throttled(() => of(account, 'operator'), REFRESH_EVERY_MS),
    names: throttled(() => of(...meQuery().queryKey), REFRESH_EVERY_MS),
    jobs: throttled(() => of(account, 'jobs'), JOBS_EVERY_MS),
    work: throttled(() => {
      for (const kind of WORK) of(account, kind)
    }, JOBS_EVERY_MS),
  }
  return {
    run: (...parts: readonly Part[]) => {
      for (const part of parts) readers[part].run()
    },
    cancel: () => {
      for (const reader of Object.values(readers)) reader.cancel()
    },
  }
}

/** Runs at most once per `everyMs`, and always once after the last call. */
function throttled(work: () => void, everyMs: number): { run(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const run = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      work()
    }, everyMs)
  }
  return { run, cancel: () => clearTimeout(timer) }
}
