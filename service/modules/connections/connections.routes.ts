import * as contract from '../../../core/contract/http/connections.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { changeConnection, createConnection, listConnections } from './connections.service.ts'

export function connectionRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.listConnections, async ({ by }) => json(200, { items: await listConnections(deps, by) })),
    handle(contract.postConnection, async ({ by, body }) => json(201, await createConnection(deps, by, body))),
    handle(contract.patchConnection, async ({ by, body, params }) =>
      json(200, await changeConnection(deps, by, params.id, body)),
    ),
  ]
}
