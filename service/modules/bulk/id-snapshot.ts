/**
 * Ids in their order as the differences between them, zigzag and seven bits to a byte (LEB128): a million names in one to
 * three megabytes.
 */
export function packIds(ids: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(ids.length * 8)
  let length = 0
  let previous = 0
  for (const id of ids) {
    const difference = id - previous
    previous = id
    let rest = difference < 0 ? -2 * difference - 1 : 2 * difference
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
  let value = 0
  let factor = 1
  for (const byte of bytes) {
    value += (byte & 0x7f) * factor
    if (byte & 0x80) {
      factor *= 0x80
      continue
    }
    previous += value % 2 === 0 ? value / 2 : -(value + 1) / 2
    ids.push(previous)
    value = 0
    factor = 1
  }
  return ids
}
