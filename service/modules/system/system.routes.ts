import { getHealth, getOpenApi } from '../../../core/contract/http/system.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { VERSION } from '../../version.ts'
import { needsSetupCode } from '../accounts/setup-code.ts'
import { hasAnyPerson } from '../sessions/sessions.repository.ts'
import { describeApi } from './openapi.ts'

export function systemRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(getHealth, async ({ by, request }) => {
      const isSetUp = await hasAnyPerson(deps.storage.read)
      return json(200, {
        status: 'ok',
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
