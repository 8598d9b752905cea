import { can } from '../../../core/access/can.ts'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import { parseSuffix, type Suffix } from '../../../core/domains/suffix.ts'
import type { RuleScope } from '../../../core/renewal/renewal-mode.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { invalidField, notFound, Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { countNamesByClass } from '../domains/scope-condition.ts'
import { readClassBook } from './class-book.ts'
import { reresolveClasses } from './class-store.ts'
import type { RuleProposal } from './preview-rule.ts'
import * as repository from './renewal-rules.repository.ts'

/** How many held names each rule decides, of those that the reader sees. */
export type RuleCounts = {
  readonly scopes: Readonly<Record<RuleScope, number>>
  readonly suffixes: ReadonlyMap<string, number>
}

/** The suffix of a path or body, in either spelling; 422 when the public suffix list does not know it. */
export function readSuffix(text: string): Suffix {
  const suffix = parseSuffix(text)
  if (suffix) return suffix
  throw invalidField('/suffix', 'unknown_suffix', `${text} is no suffix under which names are registered.`)
}

/** Sets a rule, or takes a suffix rule away; the modes of the names follow with their classes, at once. */
export async function saveRule(
  deps: Deps,
  by: AccountCaller,
  proposal: RuleProposal,
): Promise<{ readonly at: Instant }> {
  assertMaySetRule(by, proposal)
  const at = deps.clock.now()
  await deps.storage.transact(async (trx) => {
    await nextChange(trx, by.account, 'rules')
    const rules = await repository.readRules(trx, by.account)
    const before = proposal.scope === 'account' ? rules.account : rules.suffixes.get(proposal.suffix)
    if (proposal.mode === null) {
      if (!before) throw notFound()
      await repository.deleteSuffixRule(trx, by.account, proposal.suffix)
    } else if (proposal.scope === 'account') {
      await repository.setAccountRule(trx, by.account, { mode: proposal.mode, by: by.personId, at })
    } else {
      await repository.setSuffixRule(trx, by.account, proposal.suffix, { mode: proposal.mode, by: by.personId, at })
    }
    await reresolveClasses(trx, by.account, proposal.scope === 'suffix' ? { suffix: proposal.suffix } : {})
    await appendAudit(trx, by.account, {
      at,
      person: by.personId,
      address: by.address,
      requestId: by.requestId,
      action: proposal.mode === null ? 'renewalRule.delete' : 'renewalRule.set',
      subject: proposal.scope === 'account' ? null : proposal.suffix,
      before: { scope: proposal.scope, mode: before?.mode ?? null },
      after: { scope: proposal.scope, mode: proposal.mode },
    })
  })
  deps.events.nudge(by.account)
  return { at }
}

/** A rule reaches names that a limited person does not see, so that it needs the permission without that limit. */
function assertMaySetRule(by: AccountCaller, proposal: RuleProposal): void {
  const target =
    proposal.scope === 'account'
      ? ({ kind: 'account' } as const)
      : ({ kind: 'suffix', suffix: proposal.suffix } as const)
  if (!can(by.actor, 'renewal.rules', target)) throw new Refusal('forbidden')
}

export async function countByRule(deps: Deps, by: AccountCaller): Promise<RuleCounts> {
  const counts = await countNamesByClass(deps.storage.read, by.account, by.actor.scope)
  const scopes: Record<RuleScope, number> = { decision: 0, domain: 0, critical: 0, suffix: 0, account: 0 }
  const suffixes = new Map<string, number>()
  for (const { id, scope, key } of (await readClassBook(deps.storage.read, by.account)).values()) {
    const names = key.holding === 'held' ? (counts.get(id) ?? 0) : 0
    scopes[scope] += names
    if (scope === 'suffix') suffixes.set(key.suffix, (suffixes.get(key.suffix) ?? 0) + names)
  }
  return { scopes, suffixes }
}
