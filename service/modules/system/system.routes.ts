import { getHealth, getOpenApi } from '../../../core/contract/http/system.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { VERSION } from '../../version.ts'
import { needsSetupCode } from '../accounts/setup-code.ts'
import { describeApi } from './openapi.ts'
import { storageHealth } from './storage-health.ts'

export function systemRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(getHealth, async ({ by, request }) => {
      const { problem, isSetUp: known } = await storageHealth(deps.storage)
      // Where the database cannot say, nobody is offered to set the workspace up anew.
      const isSetUp = known ?? true
      return json(200, {
        status: problem === null ? 'ok' : 'degraded',
        problem,
        version: VERSION,
        database: deps.storage.dialect,
        isSetUp,
        isSandbox: deps.isSandbox,
        setupCodeRequired: !isSetUp && needsSetupCode(deps, request, by),
        clock: { now: deps.clock.now(), isSetByHand: deps.clock.isSetByHand },
      })
    }),
  ]
}

/** Describes the routes that are mounted, itself included: what is not built is not described. */
export function openApiRoute(others: readonly Handled[]): Handled {
  let document: ReturnType<typeof describeApi> | undefined
  return handle(getOpenApi, async () => {
    document ??= describeApi([...others.map((one) => one.route), getOpenApi])
    return json(200, document)
  })
}
