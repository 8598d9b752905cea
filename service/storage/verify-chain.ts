import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Anchor, isAnchoredBy } from '../../core/ledger/anchor.ts'

/** A link of a chain of hashes. */
export type Link = { readonly seq: number; readonly hash: string }

export type ChainProof = {
  readonly entries: number
  /** The anchor to keep elsewhere: `seq:hash` of the last link. */
  readonly head: string
  /** The first link that does not follow from what came before it; null where all do. */
  readonly brokenAt: number | null
  readonly anchoredTo: number | null
}

/** Where a chain is kept, and what its links must be. */
export type Chain<L extends Link> = {
  /** Before the first link. */
  readonly start: L
  readonly pageSize: number
  /** What is kept beside the chain of its last link. */
  readonly readHead: () => Promise<{ readonly seq: number; readonly isOf: (last: L) => boolean }>
  readonly pageAfter: (seq: number) => Promise<readonly L[]>
  /** Whether a link follows from the one before it; a page is looked at at once. */
  readonly following: (page: readonly L[]) => Promise<(link: L, last: L) => boolean>
}

/**
 * Goes through a chain from its first link, while others may add to it. A tail that was cut off together with what is
 * kept beside the chain only shows against an anchor that was kept elsewhere.
 */
export async function verifyChain<L extends Link>(chain: Chain<L>, anchor: Anchor | null): Promise<ChainProof> {
  let last = chain.start
  let isAnchored = false
  const found = (brokenAt: number | null): ChainProof => ({
    entries: last.seq,
    head: `${last.seq}:${last.hash}`,
    brokenAt,
    anchoredTo: isAnchored && anchor ? anchor.seq : null,
  })
  for (;;) {
    // Read before the page, so that every link that it counts is in a page.
    const head = await chain.readHead()
    const page = await chain.pageAfter(last.seq)
    const follows = await chain.following(page)
    for (const link of page) {
      if (link.seq !== last.seq + 1 || !follows(link, last)) return found(link.seq)
      if (anchor?.seq === link.seq) {
        if (!isAnchoredBy(anchor, link.hash)) return found(link.seq)
        isAnchored = true
      }
      last = link
    }
    const isWhole = page.length < chain.pageSize && last.seq <= head.seq
    if (isWhole && anchor && anchor.seq > last.seq) return found(last.seq + 1)
    if (isWhole) return found(last.seq === head.seq && head.isOf(last) ? null : last.seq + 1)
    if (page.length === 0) return found(head.seq + 1)
    await nextTurn()
  }
}
