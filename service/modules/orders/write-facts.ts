import type { Transaction } from 'kysely'
import type { Database } from '../../storage/database.ts'
import type { DomainState, StoredDomain } from '../domains/domain-state.ts'
import { type DomainChange, insertDomains, updateDomains } from '../domains/domain-writer.ts'
import { findDomains } from '../domains/domains.repository.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { sourceOf } from './gateways.ts'
import { type DoneFacts, factsAfter, newName } from './order-facts.ts'
import type { ItemResult } from './record-outcomes.ts'
import { factsRead } from './registry-facts.ts'

/** Writes what names have become by what was done to them, or was read about them. */
export async function writeFacts(
  trx: Transaction<Database>,
  context: WriteContext,
  results: readonly ItemResult[],
): Promise<void> {
  const told = results.filter(({ outcome }) => outcome.kind === 'done' || outcome.kind === 'cancelled')
  if (told.length === 0) return
  const names = [...new Set(told.map(({ item }) => item.name))]
  const stored = new Map((await findDomains(trx, context.account, { names })).map((one) => [one.row.name, one]))
  const [changes, news]: [DomainChange[], DomainState[]] = [[], []]
  for (const result of told) {
    const before = stored.get(result.item.name)
    const change = before ? changeOf(context, before, result) : null
    if (change) changes.push(change)
    else if (!before && result.outcome.kind === 'done') news.push(newName(result.item, doneFacts(context, result)))
  }
  await updateDomains(trx, context, changes)
  await insertDomains(trx, context, news)
}

function changeOf(context: WriteContext, before: StoredDomain, result: ItemResult): DomainChange | null {
  const { item, outcome } = result
  if (outcome.kind === 'done') return { before, patch: factsAfter(item, before.state, doneFacts(context, result)) }
  const reading = outcome.kind === 'cancelled' ? outcome.reading : null
  return reading ? { before, patch: factsRead(before.state, reading, context.today) } : null
}

function doneFacts({ today }: WriteContext, { item, outcome }: ItemResult): DoneFacts {
  const done = outcome.kind === 'done' ? outcome : null
  return {
    expiresOn: done?.expiresOn,
    reading: done?.reading ?? null,
    // What a person reports about a registry's name is a person's word.
    source: done?.doneOn == null ? sourceOf(item.gateway) : 'manual',
    today,
  }
}
