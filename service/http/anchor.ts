import { type Anchor, parseAnchor } from '../../core/ledger/anchor.ts'
import { Refusal } from '../refusal.ts'

/** The `anchor` of a request that proves a chain; null where none is given. */
export function readAnchor(text: string | undefined): Anchor | null {
  if (text === undefined) return null
  const anchor = parseAnchor(text)
  if (anchor) return anchor
  const detail = 'An anchor is a number, a colon and the hash, or its first sixteen digits.'
  throw new Refusal('bad_request', { detail, errors: [{ pointer: '?anchor', code: 'bad_value', detail }] })
}
