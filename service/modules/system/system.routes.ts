import { getHealth } from '../../../core/contract/http/system.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { VERSION } from '../../version.ts'
import { hasAnyPerson } from '../sessions/sessions.repository.ts'

export function systemRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(getHealth, async () =>
      json(200, {
        status: 'ok',
        version: VERSION,
        database: deps.storage.dialect,
        isSetUp: await hasAnyPerson(deps.storage.read),
        isSandbox: deps.isSandbox,
        setupCodeRequired: false,
        clock: { now: deps.clock.now(), isSetByHand: deps.clock.isSetByHand },
      }),
    ),
  ]
}
