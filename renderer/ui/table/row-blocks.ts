/** Part of a list as the service gives it; `total` is exact. */
export type RowPage<Row> = { readonly items: readonly Row[]; readonly total: number }

export type FetchRows<Row> = (offset: number, limit: number, signal: AbortSignal) => Promise<RowPage<Row>>

type RowBlocksOptions = {
  /** Runs a function before the next frame is drawn; replaceable in tests. */
  readonly nextFrame?: (work: () => void) => void
}

const BLOCK_ROWS = 200
const KEPT_BLOCKS = 100
/** Rows read ahead on each side of the view. */
const AHEAD_ROWS = 100
/** A fling passes thousands of rows; only where it is after this time is worth a request. */
const REST_MS = 30

/**
 * The rows of one filtered and sorted list, read in blocks where somebody looks and kept while they are near.
 * Holds what TanStack Query would hold per page, because a million rows come as a window and not as pages.
 */
export class RowBlocks<Row> {
  readonly #fetch: FetchRows<Row>
  readonly #nextFrame: (work: () => void) => void
  readonly #blocks = new Map<number, readonly Row[]>()
  readonly #loading = new Map<number, AbortController>()
  readonly #stale = new Set<number>()
  /** Not asked for again until the view has left them or somebody asks to refresh. */
  readonly #failed = new Set<number>()
  readonly #listeners = new Set<() => void>()
  #view = { first: 0, last: 0 }
  #timer: ReturnType<typeof setTimeout> | undefined
  #isFrameAsked = false
  #version = 0
  #total: number | null = null
  #problem: unknown = null

  constructor(fetch: FetchRows<Row>, { nextFrame = requestAnimationFrame }: RowBlocksOptions = {}) {
    this.#fetch = fetch
    this.#nextFrame = (work) => nextFrame(work)
  }

  /** Grows with every change, at most once per frame; for `useSyncExternalStore`. */
  readonly version = (): number => this.#version

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Rows in the whole list; null until the first block has come. */
  get total(): number | null {
    return this.#total
  }

  /** Why the last block could not be read; null once one could. */
  get problem(): unknown {
    return this.#problem
  }

  row(index: number): Row | undefined {
    return this.#blocks.get(Math.floor(index / BLOCK_ROWS))?.[index % BLOCK_ROWS]
  }

  /** Every row on hand, in the list's order. */
  loadedRows(): readonly Row[] {
    return [...this.#blocks].sort(([a], [b]) => a - b).flatMap(([, rows]) => rows)
  }

  /** Says which rows are in view; what is missing there is read after a short rest, the first time at once. */
  show(first: number, last: number): void {
    this.#view = { first, last }
    if (this.#total === null && this.#loading.size === 0) this.#load()
    else this.#timer ??= setTimeout(() => this.#load(), REST_MS)
  }

  /** Reads again what is in view, and everything else when it comes into view; rows stay until the new ones come. */
  refresh(): void {
    this.#problem = null
    this.#failed.clear()
    for (const block of this.#blocks.keys()) this.#stale.add(block)
    this.#load()
  }

  dispose(): void {
    clearTimeout(this.#timer)
    for (const request of this.#loading.values()) request.abort()
    this.#listeners.clear()
  }

  #load(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const wanted = this.#wantedBlocks()
    for (const [block, request] of this.#loading) {
      if (wanted.includes(block)) continue
      this.#loading.delete(block)
      request.abort()
    }
    for (const block of this.#failed) if (!wanted.includes(block)) this.#failed.delete(block)
    for (const block of wanted) if (this.#isMissing(block)) void this.#loadBlock(block)
  }

  #isMissing(block: number): boolean {
    if (this.#loading.has(block) || this.#failed.has(block)) return false
    return !this.#blocks.has(block) || this.#stale.has(block)
  }

  #wantedBlocks(): readonly number[] {
    const end = this.#total === null ? this.#view.first : Math.max(0, this.#total - 1)
    const first = Math.floor(Math.max(0, Math.min(this.#view.first, end) - AHEAD_ROWS) / BLOCK_ROWS)
    const last = Math.floor(Math.min(end, this.#view.last + AHEAD_ROWS) / BLOCK_ROWS)
    return Array.from({ length: last - first + 1 }, (_, step) => first + step)
  }

  async #loadBlock(block: number): Promise<void> {
    const request = new AbortController()
    this.#loading.set(block, request)
    try {
      const page = await this.#fetch(block * BLOCK_ROWS, BLOCK_ROWS, request.signal)
      if (!request.signal.aborted) this.#keep(block, page)
    } catch (problem) {
      if (!request.signal.aborted) this.#fail(block, problem)
    } finally {
      if (this.#loading.get(block) === request) this.#loading.delete(block)
      this.#announce()
    }
  }

  #keep(block: number, { items, total }: RowPage<Row>): void {
    this.#total = total
    this.#problem = null
    this.#stale.delete(block)
    // Deleting first makes the map's order that of arrival, oldest in front.
    this.#blocks.delete(block)
    this.#blocks.set(block, items)
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= KEPT_BLOCKS) break
      this.#blocks.delete(oldest)
      this.#stale.delete(oldest)
    }
  }

  #fail(block: number, problem: unknown): void {
    this.#problem = problem
    this.#failed.add(block)
  }

  #announce(): void {
    if (this.#isFrameAsked) return
    this.#isFrameAsked = true
    this.#nextFrame(() => {
      this.#isFrameAsked = false
      this.#version += 1
      for (const listener of this.#listeners) listener()
    })
  }
}
