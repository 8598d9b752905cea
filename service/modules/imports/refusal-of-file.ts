import { Refusal } from '../../refusal.ts'
import { FileRefusal } from './reader/file-refusal.ts'

/** What an upload that cannot be read is answered with; anything else that was thrown stays what it is. */
export function refusalOfFile(error: unknown): unknown {
  if (!(error instanceof FileRefusal)) return error
  if (error.code === 'too_large') return new Refusal('too_large', { detail: error.message })
  const args = { reason: error.code, ...(error.line === null ? {} : { line: error.line }) }
  return new Refusal('unreadable_file', { detail: error.message, args })
}
