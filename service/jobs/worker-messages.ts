import type { ClockSetting } from '../clock.ts'
import type { StorageTarget } from '../storage/storage.ts'

/** What a worker thread is started with. */
export type WorkerSettings = {
  readonly target: StorageTarget
  readonly clock: ClockSetting
  readonly isSandbox: boolean
  /** Unique among all threads of all instances. */
  readonly name: string
  readonly retryDelaysMs: readonly number[]
}

export type ToWorker = { readonly kind: 'wake' } | { readonly kind: 'stop' }

export type FromWorker =
  | { readonly kind: 'hold'; readonly owner: string | null }
  | { readonly kind: 'progress'; readonly account: string }
  /** Nothing is due any more. */
  | { readonly kind: 'idle' }
