import type { ClosingPreview } from './api/closings.ts'

/**
 * What somebody is asked to close, with its figures of now. It stays what they were asked about when another person closes
 * it meanwhile and the next piece takes its place: closing again what is closed changes nothing.
 */
export function askedClosing(asked: ClosingPreview, now: ClosingPreview): ClosingPreview {
  return asked.period === now.period && asked.part === now.part ? now : asked
}
