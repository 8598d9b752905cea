import type { Kysely } from 'kysely'
import { can } from '../../../core/access/can.ts'
import type { Permission } from '../../../core/access/permission.ts'
import type { Instant, IsoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainDetail } from '../../../core/contract/http/domains.ts'
import { parseDomainName } from '../../../core/domains/domain-name.ts'
import { unicodeSuffix } from '../../../core/domains/suffix.ts'
import { suffixFacts } from '../../../core/domains/tld-catalogue.ts'
import { explainRenewal } from '../../../core/renewal/explanation.ts'
import { lastSave } from '../../../core/renewal/last-save.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { notFound } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import type { StoredRule } from '../renewal-rules/renewal-rules.repository.ts'
import { classOf, describeName, type NameContext, personOf, readNameContext } from './domain-item.ts'
import { parseTexts, type Stamp, type StoredDomain } from './domain-state.ts'
import { findDomains } from './domains.repository.ts'

/**
 * Finds a name in either spelling. A name that the caller may not see, or that they may see and yet not treat like this,
 * looks like one that is not there.
 */
export async function findVisibleName(
  db: Kysely<Database>,
  by: AccountCaller,
  text: string,
  permission: Permission,
): Promise<StoredDomain> {
  const parsed = parseDomainName(text)
  if (!parsed.ok) throw notFound()
  const [stored] = await findDomains(db, by.account, { names: [parsed.value.name] })
  if (!stored) throw notFound()
  const { suffix, department, tags } = stored.state
  if (!can(by.actor, permission, { kind: 'name', suffix, department, tags })) throw notFound()
  return stored
}

/** Reads a name in full, as it is now. */
export async function readNameDetail(deps: Deps, by: AccountCaller, text: string): Promise<DomainDetail> {
  const db = deps.storage.read
  const account = await findAccount(db, by.account)
  if (!account) throw notFound()
  const stored = await findVisibleName(db, by, text, 'domains.read')
  return describeDetail(await readNameContext(db, by.account, deps.clock.today(account.time_zone)), stored)
}

function describeDetail(context: NameContext, { row, state }: StoredDomain): DomainDetail {
  const item = describeName(context, row)
  const { key: classKey } = classOf(context, row)
  const { suffix, registryState } = classKey
  const stateUntil = row.state_until as IsoDate | null
  const saveBy = lastSave({ ...item, registryState, stateUntil }, suffixFacts(suffix).rule)
  const { key, args } = explainRenewal(
    {
      ...item,
      name: item.unicodeName,
      suffix: unicodeSuffix(suffix),
      saveBy,
      price: context.priceOn(row, classKey, item.renewsOn ?? context.today),
      gateway: item.connection.gateway,
      renewal: { ...item.renewal },
    },
    context.today,
  )
  return {
    ...item,
    registeredOn: state.registeredOn,
    note: state.note,
    registryStatuses: [...parseTexts(row.registry_statuses)],
    stateUntil,
    saveBy,
    rules: describeRules(context, { row, state }, suffix),
    explanation: { key, args: { ...args } },
    provenance: { ...state.provenance },
  }
}

function describeRules(
  context: NameContext,
  { state }: Pick<StoredDomain, 'row' | 'state'>,
  suffix: StoredDomain['state']['suffix'],
): DomainDetail['rules'] {
  const suffixRule = context.rules.suffixes.get(suffix)
  const own = <T extends Stamp>({ by, at, ...rest }: T) => ({ ...rest, setBy: personOf(context, by), setAt: at })
  const { rule, decision, critical, release } = state
  return {
    account: describeRule(context.rules.account),
    suffix: suffixRule ? describeRule(suffixRule) : null,
    domain: rule && own(rule),
    decision: decision && own(decision),
    critical: critical && own(critical),
    release: release && { ...release, by: personOf(context, release.by) },
  }
}

function describeRule(rule: StoredRule): DomainDetail['rules']['account'] {
  return { mode: rule.mode, setBy: rule.byName ?? rule.by, setAt: rule.at as Instant | null }
}
