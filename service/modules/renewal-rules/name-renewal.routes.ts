import * as contract from '../../../core/contract/http/renewal-rules.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Handled, handle, json } from '../../http/handle.ts'
import { readNameDetail } from '../domains/domain-detail.ts'
import { changeNameRenewal, type NameChange } from './decide-name.ts'

/** A name's own rule and its decision for this expiry; the answer is the name as it is then. */
export function nameRenewalRoutes(deps: Deps): readonly Handled[] {
  const change = async (by: AccountCaller, name: string, wanted: NameChange) =>
    json(200, await readNameDetail(deps, by, await changeNameRenewal(deps, by, name, wanted)))
  return [
    handle(contract.putDomainRenewal, async ({ by, body, params }) =>
      change(by, params.name, { kind: 'rule', mode: body.mode, confirm: body.confirm }),
    ),
    handle(contract.deleteDomainRenewal, async ({ by, params }) =>
      change(by, params.name, { kind: 'rule', mode: null }),
    ),
    handle(contract.putDomainDecision, async ({ by, body, params }) =>
      change(by, params.name, { kind: 'decision', ...body }),
    ),
    handle(contract.deleteDomainDecision, async ({ by, params }) =>
      change(by, params.name, { kind: 'decision', mode: null }),
    ),
  ]
}
