import { invariant } from '../../../core/base/invariant.ts'

/**
 * Ids as the differences between them, seven bits to a byte (LEB128): a million names in one or two megabytes. The ids
 * are ascending.
 */
export function packIds(ids: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(ids.length * 8)
  let length = 0
  let previous = 0
  for (const id of ids) {
    let rest = id - previous
    invariant(rest > 0, 'ids are ascending')
    previous = id
    while (rest >= 0x80) {
      bytes[length++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    bytes[length++] = rest
  }
  return bytes.slice(0, length)
}

export function unpackIds(bytes: Uint8Array): readonly number[] {
  const ids: number[] = []
  let previous = 0
  let difference = 0
  let factor = 1
  for (const byte of bytes) {
    difference += (byte & 0x7f) * factor
    if (byte & 0x80) {
      factor *= 0x80
      continue
    }
    previous += difference
    ids.push(previous)
    difference = 0
    factor = 1
  }
  return ids
}
