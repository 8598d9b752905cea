import { getEvents } from '../../../core/contract/http/changes.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle } from '../../http/handle.ts'
import { eventStream } from './event-stream.ts'

export function changeRoutes(deps: Deps): readonly Handled[] {
  return [handle(getEvents, async ({ by, request }) => eventStream(deps, by, request.signal))]
}
