import { getChanges, getEvents } from '../../../core/contract/http/changes.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { readerOf } from '../domains/list-request.ts'
import { decodePosition, encodePosition } from './change-cursor.ts'
import { eventStream } from './event-stream.ts'
import { currentPosition, readChanges } from './read-changes.ts'

export function changeRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(getEvents, async ({ by, request }) => eventStream(deps, by, request.signal)),
    handle(getChanges, async ({ by, query }) => {
      const db = deps.storage.read
      const follower = { account: by.account, scope: by.actor.scope, restoredAt: deps.restoredAt }
      const reader = await readerOf(deps, by)
      if (query.since === undefined) {
        const now = await currentPosition(db, reader)
        return json(200, { items: [], nextCursor: encodePosition(follower, now), hasMore: false })
      }
      const since = decodePosition(follower, query.since)
      const page = await readChanges(db, reader, since, query.limit ?? DEFAULT_LIMIT)
      return json(200, {
        items: page.items,
        nextCursor: encodePosition(follower, page.next),
        hasMore: page.hasMore,
      })
    }),
  ]
}
