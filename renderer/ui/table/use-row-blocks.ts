import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useConnectionState } from '../../data/connection-state.ts'
import { useRevision } from '../../data/live-changes.ts'
import { type FetchRows, RowBlocks } from './row-blocks.ts'

/** Where a table's rows come from. A new `key` (another filter or order) is another list. */
export type RowSource<Row> = { readonly key: string; readonly fetch: FetchRows<Row> }

const FIRST_ROWS = 50

/** What a table draws from; made by `useRowBlocks`. */
export type RowList<Row> = {
  /** Null until the first block has come or failed. */
  readonly blocks: RowBlocks<Row> | null
  /** Grows with every list that takes the place of another. */
  readonly listNumber: number
  readonly isSwitching: boolean
  readonly fetch: FetchRows<Row>
}

type Shown<Row> = { readonly key: string; readonly blocks: RowBlocks<Row>; readonly listNumber: number }

/**
 * The blocks of a source. While another list is being read for the first time the former stays on screen, so that
 * typing into a filter does not blink; `isSwitching` says so.
 */
export function useRowBlocks<Row>(source: RowSource<Row>): RowList<Row> {
  const [shown, setShown] = useState<Shown<Row> | null>(null)
  const fetchNow = useRef(source.fetch)
  fetchNow.current = source.fetch
  const { key } = source
  useEffect(() => {
    const next = new RowBlocks<Row>((...request) => fetchNow.current(...request))
    let isAdopted = false
    const stop = next.subscribe(() => {
      if (next.total === null && !next.problem) return
      isAdopted = true
      stop()
      setShown((before) => ({ key, blocks: next, listNumber: (before?.listNumber ?? 0) + 1 }))
    })
    next.show(0, FIRST_ROWS)
    return () => {
      stop()
      if (!isAdopted) next.dispose()
    }
  }, [key])
  useEffect(() => () => shown?.blocks.dispose(), [shown])
  useRefreshOnChanges(shown?.blocks)
  return {
    blocks: shown?.blocks ?? null,
    listNumber: shown?.listNumber ?? 0,
    isSwitching: shown?.key !== key,
    fetch: source.fetch,
  }
}

const NEVER = () => () => undefined

/** The exact number of rows in the list; null while nobody knows. */
export function useRowTotal<Row>({ blocks }: RowList<Row>): number | null {
  return useSyncExternalStore(blocks?.subscribe ?? NEVER, () => blocks?.total ?? null)
}

/** Why rows are missing, until some could be read again. */
export function useRowProblem<Row>({ blocks }: RowList<Row>): unknown {
  return useSyncExternalStore(blocks?.subscribe ?? NEVER, () => blocks?.problem ?? null)
}

/** Reads again when the service tells of changes, and when it answers again after a silence. */
function useRefreshOnChanges<Row>(blocks: RowBlocks<Row> | undefined): void {
  const revision = useRevision()
  const isOnline = useConnectionState((state) => state.isOnline)
  const seen = useRef({ revision, isOnline })
  useEffect(() => {
    const hasChanged = seen.current.revision !== revision || (isOnline && !seen.current.isOnline)
    seen.current = { revision, isOnline }
    if (hasChanged) blocks?.refresh()
  }, [blocks, revision, isOnline])
}
