import { Refusal } from '../refusal.ts'

/**
 * PostgreSQL stores no NUL and neither database half a surrogate pair; no text that people mean has either. Looks
 * through everything that came in - path, query, body - however deep it is nested.
 */
export function assertStorable(value: unknown): void {
  const pending = [value]
  while (pending.length > 0) {
    const next = pending.pop()
    if (typeof next === 'string') assertText(next)
    else if (Array.isArray(next)) for (const member of next) pending.push(member)
    else if (typeof next === 'object' && next !== null) for (const entry of Object.entries(next)) pending.push(entry)
  }
}

function assertText(text: string): void {
  if (!text.includes('\u0000') && text.isWellFormed()) return
  throw new Refusal('bad_request', { detail: 'The request has characters that no text can have.' })
}
