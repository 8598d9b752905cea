import { createHash, randomBytes } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

let last = 0n

/**
 * A new id of 26 characters that sorts by when it was made: 48 bits of milliseconds, 80 random bits. Within a process each
 * is greater than the one before, also in the same millisecond and when the system's clock is set back.
 */
export function newId(): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  randomBytes(10).copy(bytes, 6)
  const random = BigInt(`0x${bytes.toString('hex')}`)
  last = random >> 80n > last >> 80n ? random : last + 1n
  return inLetters(last)
}

function inLetters(id: bigint): string {
  let value = id
  let text = ''
  for (let i = 0; i < 26; i++) {
    text = (ALPHABET[Number(value & 31n)] ?? '0') + text
    value >>= 5n
  }
  return text
}

/** A secret of 256 bits for tokens, as text that is safe in headers and links. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}
