/** The head of a chain of hashes that was kept outside: a number in the chain, and its hash or the beginning of it. */
export type Anchor = { readonly seq: number; readonly hash: string }

/** So much of a hash is printed on paper: sixteen digits cannot be hit by trying. */
const PRINTED_DIGITS = 16

/** Reads `number:hash`; null where it is none. */
export function parseAnchor(text: string): Anchor | null {
  const match = /^(\d{1,15}):([0-9a-f]{16,64})$/.exec(text.trim().toLowerCase())
  return match ? { seq: Number(match[1]), hash: match[2] ?? '' } : null
}

/** An anchor as a document prints it. */
export function printedAnchor(anchor: string): string {
  const [seq = '', hash = ''] = anchor.split(':')
  return `${seq}:${hash.slice(0, PRINTED_DIGITS)}`
}

/** Whether a hash of the chain is the one that was kept. */
export function isAnchoredBy({ hash: kept }: Anchor, hash: string): boolean {
  return hash.startsWith(kept)
}
