import type { Transaction } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { type DomainName, parseDomainName } from '../../../core/domains/domain-name.ts'
import { effectiveRenewal, type RenewalClassKey, withDecision } from '../../../core/renewal/renewal-class.ts'
import type { RenewalMode } from '../../../core/renewal/renewal-mode.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { invalidField, Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { findVisibleName } from '../domains/domain-detail.ts'
import type { DomainFacts, DomainState, StoredDomain } from '../domains/domain-state.ts'
import { updateDomains } from '../domains/domain-writer.ts'
import { findClassRows } from '../domains/domains.repository.ts'
import { readWriteContext, type WriteContext } from '../domains/write-context.ts'
import { assertSteppedUp } from '../sessions/step-up.ts'
import { keyOfClass } from './class-store.ts'
import { readRules } from './renewal-rules.repository.ts'

/** What is said about one name: its standing rule, or a decision for the current expiry; null takes it away. */
export type NameChange =
  | { readonly kind: 'rule'; readonly mode: RenewalMode | null; readonly confirm?: string | undefined }
  | {
      readonly kind: 'decision'
      readonly mode: RenewalMode | null
      readonly confirm?: string | undefined
      /** The expiry that the person saw when they decided. */
      readonly forExpiry?: IsoDate | undefined
    }

/** A stored name with its class's key and what is in effect now. */
type KnownName = { readonly stored: StoredDomain; readonly key: RenewalClassKey; readonly mode: RenewalMode }

/**
 * Sets or takes away a name's rule or decision. Refused: a decision without an expiry to decide on, or on another one
 * (`conflict`); a decision that lets lapse what renews by now (`too_late`; a standing rule is for the next term then);
 * letting a critical name lapse without its name typed (`confirmation_required`) or by a session that has not proved
 * itself in the last minutes (`step_up_required`).
 */
export async function changeNameRenewal(
  deps: Deps,
  by: AccountCaller,
  nameText: string,
  change: NameChange,
): Promise<DomainName> {
  const name = await deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, by.account)
    const context = await readWriteContext(trx, { account: by.account, changeSeq, now: deps.clock.now() })
    const known = await findName(trx, by, nameText)
    const { name } = known.stored.state
    assertHeld(known, change)
    if (change.kind === 'decision') await assertInTime(trx, known, change, context)
    await assertMayRelease(trx, by, known, change)
    const patch = patchOf(known, change, by, context)
    await updateDomains(trx, context, [{ before: known.stored, patch }])
    await appendAudit(trx, by.account, {
      at: context.now,
      person: by.personId,
      address: by.address,
      requestId: by.requestId,
      action: change.kind === 'rule' ? 'domain.setRenewal' : 'domain.decide',
      subject: name,
      before: described(known.stored.state, change.kind),
      after: described({ ...known.stored.state, ...patch }, change.kind),
    })
    return name
  })
  deps.events.nudge(by.account)
  return name
}

async function findName(trx: Transaction<Database>, by: AccountCaller, nameText: string): Promise<KnownName> {
  const stored = await findVisibleName(trx, by, nameText, 'renewal.decide')
  const row = (await findClassRows(trx, by.account, [stored.row.class_id])).get(stored.row.class_id)
  invariant(row, 'each name has a class')
  return { stored, key: keyOfClass(row), mode: row.mode }
}

function assertHeld({ stored }: KnownName, change: NameChange): void {
  if (stored.state.holding !== 'held') throw invalidField('/mode', 'not_held', 'The name is not held any more.')
  const isForExpiry = change.kind === 'decision' || (change.mode === 'expire' && stored.state.critical !== null)
  if (change.mode !== null && isForExpiry && stored.row.expires_on === null) {
    throw invalidField('/mode', 'no_expiry', 'The expiry of the name is not known, so there is nothing to decide yet.')
  }
}

async function assertInTime(
  trx: Transaction<Database>,
  { stored, key, mode }: KnownName,
  change: Extract<NameChange, { kind: 'decision' }>,
  context: WriteContext,
): Promise<void> {
  const { expires_on: expiresOn, decide_by: decideBy } = stored.row
  if (change.forExpiry !== undefined && change.forExpiry !== expiresOn) {
    throw new Refusal('conflict', { detail: `The name expires on ${expiresOn} now, not on ${change.forExpiry}.` })
  }
  if (mode === 'expire' || decideBy === null || decideBy >= context.today) return
  const after = change.mode ?? (await modeWithoutDecision(trx, key, context.account))
  if (after === 'renew') return
  const renewsOn = addDays(decideBy as IsoDate, 1)
  throw new Refusal('too_late', { detail: `Too late: renews on ${renewsOn}.`, args: { renewsOn } })
}

async function modeWithoutDecision(
  trx: Transaction<Database>,
  key: RenewalClassKey,
  account: string,
): Promise<RenewalMode> {
  const rules = await readRules(trx, account)
  const outer = { account: rules.account.mode, suffix: rules.suffixes.get(key.suffix)?.mode ?? null }
  return effectiveRenewal(withDecision(key, null), outer).mode
}

async function assertMayRelease(
  trx: Transaction<Database>,
  by: AccountCaller,
  { stored }: KnownName,
  { mode, confirm }: NameChange,
): Promise<void> {
  if (mode !== 'expire' || stored.state.critical === null) return
  const typed = parseDomainName(confirm ?? '')
  if (!typed.ok || typed.value.name !== stored.state.name) {
    throw new Refusal('confirmation_required', {
      detail: 'The name is critical: type it to let it lapse.',
      args: { name: stored.state.unicodeName },
    })
  }
  await assertSteppedUp(trx, by)
}

function patchOf(
  { stored }: KnownName,
  change: NameChange,
  by: AccountCaller,
  context: WriteContext,
): Pick<DomainFacts, 'rule' | 'decision' | 'release'> {
  const stamp = { by: by.personId, at: context.now }
  const { state, row } = stored
  const forExpiry = row.expires_on as IsoDate | null
  const rule = change.kind === 'rule' ? change.mode && { mode: change.mode, ...stamp } : state.rule
  const decision =
    change.kind === 'decision'
      ? change.mode && forExpiry && { mode: change.mode, forExpiry, via: 'app', ...stamp }
      : state.decision
  return { rule, decision, release: releaseOf(state, decision ?? rule, change, forExpiry && { ...stamp, forExpiry }) }
}

/** Letting a critical name lapse releases it; whatever says `renew` again raises its shield again. */
function releaseOf(
  state: DomainState,
  own: { readonly mode: RenewalMode } | null,
  change: NameChange,
  release: DomainFacts['release'],
): DomainFacts['release'] {
  if (state.critical === null || own?.mode !== 'expire') return null
  return change.mode === 'expire' ? release : state.release
}

function described(state: Pick<DomainState, 'rule' | 'decision' | 'release'>, kind: NameChange['kind']) {
  const released = state.release && { release: state.release.forExpiry }
  if (kind === 'rule') return { rule: state.rule?.mode ?? null, ...released }
  return { decision: state.decision?.mode ?? null, forExpiry: state.decision?.forExpiry ?? null, ...released }
}
