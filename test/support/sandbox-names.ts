import { addDays, type IsoDate } from '../../core/calendar/iso-date.ts'
import type { DomainName } from '../../core/domains/domain-name.ts'
import type { Suffix } from '../../core/domains/suffix.ts'
import { saveNames } from '../../service/adapters/registry/sandbox/sandbox.repository.ts'
import { newDomainFacts } from '../../service/modules/domains/domain-state.ts'
import { insertDomains } from '../../service/modules/domains/domain-writer.ts'
import { changeAccount, type DriveDeps } from '../../service/modules/orders/account-change.ts'

const AT_ONCE = 1000

/** Where names are held, and until when they are paid. */
export type SandboxHolding = {
  readonly account: string
  readonly connection: string
  readonly expiresOn: IsoDate
  readonly today: IsoDate
}

/** Any number of .com names that an account holds at the simulated registry, all with the same expiry. */
export async function holdAtSandbox(
  deps: DriveDeps,
  holding: SandboxHolding,
  names: readonly DomainName[],
): Promise<void> {
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const batch = names.slice(from, from + AT_ONCE)
    await changeAccount(deps, holding.account, async (trx, context) => {
      await insertDomains(
        trx,
        context,
        batch.map((name) => inPortfolio(name, holding)),
      )
      await saveNames(trx, new Map(batch.map((name) => [name, atRegistry(name, holding)])))
    })
  }
}

function inPortfolio(name: DomainName, { connection, expiresOn, today }: SandboxHolding) {
  const known = { source: 'registry', asOf: today } as const
  return {
    ...newDomainFacts(connection),
    name,
    unicodeName: name as string,
    suffix: 'com' as Suffix,
    registryExpiresOn: expiresOn,
    paidThroughOn: expiresOn,
    provenance: { registryExpiresOn: known, paidThroughOn: known },
  }
}

function atRegistry(name: DomainName, { account, expiresOn }: SandboxHolding) {
  return {
    name,
    sponsor: account,
    authCode: 'hidden',
    registeredOn: addDays(expiresOn, -365),
    expiresOn,
    paidThroughOn: expiresOn,
    autoRenew: true,
    isLocked: false,
    state: 'active' as const,
    stateUntil: null,
    nameServers: [],
  }
}
