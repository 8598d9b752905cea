import { addYears, dayInZone, type IsoDate } from '../../../core/calendar/iso-date.ts'
import * as contract from '../../../core/contract/http/sandbox.ts'
import { type DomainName, parseDomainName } from '../../../core/domains/domain-name.ts'
import { parseSuffix } from '../../../core/domains/suffix.ts'
import * as repository from '../../adapters/registry/sandbox/sandbox.repository.ts'
import { advance, type SandboxName, statusesOf, zoneOf } from '../../adapters/registry/sandbox/sandbox-name.ts'
import type { SandboxRule } from '../../adapters/registry/sandbox/sandbox-rule.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { invalidField, notFound, Refusal } from '../../refusal.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import { MAIN_ISSUER } from '../billing-profile/billing-profile.repository.ts'
import { nextIssuerChange } from '../changes/change-sequence.ts'

/** The simulated registry as whoever tests with it sees it from outside. */
export function sandboxRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.getSandbox, async () => {
      assertSandbox(deps)
      return json(200, await describeSandbox(deps))
    }),
    handle(contract.putSandbox, async ({ body }) => {
      assertSandbox(deps)
      const rules = body.rules.map(readRule)
      await deps.storage.transact(async (trx) => {
        await nextIssuerChange(trx, MAIN_ISSUER)
        await repository.replaceRules(trx, rules)
      })
      return json(200, await describeSandbox(deps))
    }),
    handle(contract.getSandboxName, async ({ params }) => {
      assertSandbox(deps)
      return json(200, await describeName(deps, readName(params.name)))
    }),
    handle(contract.putSandboxName, async ({ params, body }) => {
      assertSandbox(deps)
      const name = readName(params.name)
      if (body.account !== null && !(await findAccount(deps.storage.read, body.account))) {
        throw invalidField('/account', 'unknown', 'There is no such account.')
      }
      const seeded = seededName(name, body)
      await deps.storage.transact(async (trx) => {
        await nextIssuerChange(trx, MAIN_ISSUER)
        await repository.saveNames(trx, new Map([[name, seeded]]))
      })
      return json(200, await describeName(deps, name))
    }),
  ]
}

function assertSandbox({ isSandbox }: Deps): void {
  if (!isSandbox) throw new Refusal('sandbox_only')
}

function readName(text: string): DomainName {
  const parsed = parseDomainName(text)
  if (!parsed.ok) throw notFound()
  return parsed.value.name
}

async function describeSandbox({ storage }: Deps) {
  const rules = await repository.listRules(storage.read)
  return { rules: rules.map(({ n: _, ...rule }) => rule), ...(await repository.countSandbox(storage.read)) }
}

function readRule(body: contract.SandboxRuleBody, index: number): SandboxRule {
  const pointer = `/rules/${index}`
  const suffix = body.suffix == null ? null : parseSuffix(body.suffix)
  if (body.suffix != null && suffix === null) throw invalidField(`${pointer}/suffix`, 'bad_suffix', 'No such suffix.')
  const name = body.name == null ? null : parseDomainName(body.name)
  if (name !== null && !name.ok) throw invalidField(`${pointer}/name`, 'bad_name', 'No domain name.')
  return {
    n: index + 1,
    name: name?.value.name ?? null,
    suffix,
    operation: body.operation ?? null,
    does: body.does,
    result: body.result ?? null,
    seconds: body.seconds ?? null,
    times: body.times ?? null,
  }
}

type Seed = {
  readonly account: string | null
  readonly expiresOn: IsoDate
  readonly registeredOn?: IsoDate | undefined
  readonly paidThroughOn?: IsoDate | undefined
  readonly autoRenew: boolean
  readonly locked: boolean
  readonly authCode: string
}

function seededName(name: DomainName, seed: Seed): SandboxName {
  const { expiresOn } = seed
  return {
    name,
    sponsor: seed.account,
    authCode: seed.authCode,
    registeredOn: seed.registeredOn ?? addYears(expiresOn, -1),
    expiresOn,
    paidThroughOn: seed.paidThroughOn ?? expiresOn,
    autoRenew: seed.autoRenew,
    isLocked: seed.locked,
    state: 'active',
    stateUntil: null,
    nameServers: [],
  }
}

/** As it is today, whether or not anybody has asked the registry since. */
async function describeName({ storage, clock }: Deps, text: DomainName) {
  const stored = (await repository.findNames(storage.read, [text])).get(text)
  const name = stored ? advance(stored, dayInZone(clock.now(), zoneOf(text))).name : null
  if (!name) throw notFound()
  const commands = await repository.commandsOf(storage.read, text)
  return {
    name: name.name,
    account: name.sponsor,
    state: name.state,
    stateUntil: name.stateUntil,
    registeredOn: name.registeredOn,
    expiresOn: name.expiresOn,
    paidThroughOn: name.paidThroughOn,
    autoRenew: name.autoRenew,
    locked: name.isLocked,
    nameServers: name.nameServers,
    statuses: statusesOf(name),
    commands: commands.map(({ client_id, command, answer, created_at }) => ({
      clientId: client_id,
      operation: (JSON.parse(command) as { readonly operation: string }).operation,
      answer: answer === null ? null : (JSON.parse(answer) as { readonly kind: string }).kind,
      at: created_at,
    })),
  }
}
