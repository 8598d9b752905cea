import { invariant } from '../../core/base/invariant.ts'
import type { Instant } from '../../core/calendar/iso-date.ts'
import { parseDomainName } from '../../core/domains/domain-name.ts'
import { nextChange } from '../../service/modules/changes/change-sequence.ts'
import { type DomainFacts, type DomainState, newDomainFacts } from '../../service/modules/domains/domain-state.ts'
import { type DomainChange, insertDomains, updateDomains } from '../../service/modules/domains/domain-writer.ts'
import { findDomains } from '../../service/modules/domains/domains.repository.ts'
import { readWriteContext, type WriteContext } from '../../service/modules/domains/write-context.ts'
import type { Storage } from '../../service/storage/storage.ts'
import { TEST_NOW } from './test-api.ts'

/** A registrar connection that tests put names in. */
export async function addConnection(
  storage: Storage,
  account: string,
  connection: { readonly id: string; readonly name?: string; readonly registrar?: string },
): Promise<string> {
  const { id, name = id, registrar = id } = connection
  const row = { account, id, name, registrar, gateway: 'none' as const, created_at: TEST_NOW }
  await storage.transact((trx) => trx.insertInto('connection').values(row).execute())
  return id
}

/** A name with facts of its own; what is not given is unknown. */
export function nameWith(text: string, facts: Partial<DomainFacts> & { readonly connection: string }): DomainState {
  const parsed = parseDomainName(text)
  invariant(parsed.ok, `${text} is a name`)
  return { ...newDomainFacts(facts.connection), ...facts, ...parsed.value }
}

/** Runs writes as one change of the account. */
export async function inOneChange<T>(
  storage: Storage,
  account: string,
  work: (trx: Parameters<typeof nextChange>[0], context: WriteContext) => Promise<T>,
  now: Instant = TEST_NOW,
): Promise<T> {
  return storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, account)
    return work(trx, await readWriteContext(trx, { account, changeSeq, now }))
  })
}

export function addNames(storage: Storage, account: string, names: readonly DomainState[], now?: Instant) {
  return inOneChange(storage, account, (trx, context) => insertDomains(trx, context, names), now)
}

/** Changes stored names; `patchOf` says how, or null to leave one alone. */
export function changeNames(
  storage: Storage,
  account: string,
  names: readonly string[],
  patchOf: (state: DomainState) => Partial<DomainFacts> | null,
  now?: Instant,
) {
  const write = async (trx: Parameters<typeof nextChange>[0], context: WriteContext) => {
    const found = await findDomains(trx, account, { names })
    const changes = found.flatMap((before): readonly DomainChange[] => {
      const patch = patchOf(before.state)
      return patch ? [{ before, patch }] : []
    })
    return updateDomains(trx, context, changes)
  }
  return inOneChange(storage, account, write, now)
}
