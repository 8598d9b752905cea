/**
 * A key for one intention of a person (one press of a button), sent with every POST so that a retry is not done twice.
 * `crypto.randomUUID` is missing on plain-HTTP hosts other than localhost, `getRandomValues` is not.
 */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
