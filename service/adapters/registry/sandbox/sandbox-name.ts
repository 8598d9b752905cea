import { addDays, endOfMonth, type IsoDate, startOfNextMonth } from '../../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../../core/domains/domain-name.ts'
import { expiryAfter } from '../../../../core/domains/expiry-model.ts'
import { suffixOf } from '../../../../core/domains/suffix.ts'
import type { SuffixRule } from '../../../../core/domains/suffix-rule.ts'
import { suffixFacts } from '../../../../core/domains/tld-catalogue.ts'

/**
 * Where a name stands in its life. `autoRenewed`: past its expiry, renewed by the registry, paid by nobody yet;
 * `suspended`: the month in which a .jp name can be restored.
 */
export type SandboxState = 'active' | 'autoRenewed' | 'suspended' | 'redemption' | 'pendingDelete'

/** A name as the simulated registry knows it; one that was released is not there any more. */
export type SandboxName = {
  readonly name: DomainName
  /** The account that manages it; null where somebody outside does. */
  readonly sponsor: string | null
  readonly authCode: string
  readonly registeredOn: IsoDate
  readonly expiresOn: IsoDate
  readonly paidThroughOn: IsoDate
  readonly autoRenew: boolean
  readonly isLocked: boolean
  readonly state: SandboxState
  /** Last day of the state; null while the name lives. */
  readonly stateUntil: IsoDate | null
  readonly nameServers: readonly string[]
}

/** What the registry did by itself. */
export type SandboxEvent = 'autoRenewed' | 'deleted' | 'released'

export type Advanced = { readonly name: SandboxName | null; readonly events: readonly SandboxEvent[] }

const DEFAULTS = { graceDays: 45, redemptionDays: 30, pendingDeleteDays: 5 }

/** Lets a name live on to a day: renewals by the registry, deletion, restoration periods, release. */
export function advance(name: SandboxName, today: IsoDate): Advanced {
  const events: SandboxEvent[] = []
  let now: SandboxName | null = name
  for (;;) {
    const step: Step = now === null ? null : stepOf(now, today)
    if (step === null) return { name: now, events }
    now = step.name
    if (step.event) events.push(step.event)
  }
}

/** The day on which something happens to the name by itself. */
export function nextDay(name: SandboxName): IsoDate {
  return addDays(name.stateUntil ?? name.expiresOn, 1)
}

export function ruleOf(name: DomainName): SuffixRule {
  return suffixFacts(suffixOf(name)).rule
}

/** Terms end on their anniversary where the catalogue knows no other way. */
export function termEnd(start: IsoDate, years: number, rule: SuffixRule): IsoDate {
  return expiryAfter(start, years, rule.expiryModel) ?? expiryAfter(start, years, 'anniversary') ?? start
}

/** Today in the registry's zone decides, e.g. in Tokyo for .jp. */
export function zoneOf(name: DomainName): string {
  return ruleOf(name).timeZone ?? 'UTC'
}

export function isMonthEnd({ expiryModel }: SuffixRule): boolean {
  return expiryModel === 'monthEnd'
}

type Step = { readonly name: SandboxName | null; readonly event: SandboxEvent | null } | null

function stepOf(name: SandboxName, today: IsoDate): Step {
  if (today < nextDay(name)) return null
  const rule = ruleOf(name.name)
  switch (name.state) {
    case 'active':
      return expired(name, rule)
    case 'autoRenewed':
      return name.paidThroughOn >= name.expiresOn
        ? { name: { ...name, ...LIVING }, event: null }
        : { name: inRedemption(name, rule, name.stateUntil ?? name.expiresOn), event: 'deleted' }
    case 'redemption': {
      const days = rule.pendingDeleteDays ?? DEFAULTS.pendingDeleteDays
      const stateUntil = addDays(name.stateUntil ?? name.expiresOn, days)
      return { name: { ...name, state: 'pendingDelete', stateUntil }, event: null }
    }
    case 'suspended':
    case 'pendingDelete':
      return { name: null, event: 'released' }
  }
}

const LIVING = { state: 'active', stateUntil: null } as const

/** The day after the expiry: a paid year begins, or the registry renews by itself, or the name is deleted. */
function expired(name: SandboxName, rule: SuffixRule): NonNullable<Step> {
  const { expiresOn, paidThroughOn } = name
  const nextExpiry = termEnd(expiresOn, 1, rule)
  if (paidThroughOn > expiresOn) return { name: { ...name, expiresOn: nextExpiry }, event: null }
  if (name.autoRenew && rule.registryRenewMode !== 'explicit') {
    // .jp has no days of grace: the registry simply renews, and whoever manages the name owes the year.
    if (isMonthEnd(rule)) return { name: { ...name, expiresOn: nextExpiry }, event: 'autoRenewed' }
    const stateUntil = addDays(expiresOn, rule.graceDays || DEFAULTS.graceDays)
    return { name: { ...name, expiresOn: nextExpiry, state: 'autoRenewed', stateUntil }, event: 'autoRenewed' }
  }
  if (!isMonthEnd(rule)) return { name: inRedemption(name, rule, expiresOn), event: 'deleted' }
  const stateUntil = endOfMonth(startOfNextMonth(expiresOn))
  return { name: { ...name, state: 'suspended', stateUntil }, event: 'deleted' }
}

function inRedemption(name: SandboxName, rule: SuffixRule, from: IsoDate): SandboxName {
  const days = rule.redemption?.mode === 'days' ? rule.redemption.days : DEFAULTS.redemptionDays
  return { ...name, state: 'redemption', stateUntil: addDays(from, days) }
}

/** The statuses that the registry shows. */
export function statusesOf(name: SandboxName): readonly string[] {
  if (isMonthEnd(ruleOf(name.name))) return [jpStatus(name), ...(name.isLocked ? ['DomainTransferLocked'] : [])]
  const own = EPP_STATUSES[name.state]
  const locks = name.isLocked ? ['clientTransferProhibited'] : []
  return own.length + locks.length === 0 ? ['ok'] : [...own, ...locks]
}

const EPP_STATUSES: Readonly<Record<SandboxState, readonly string[]>> = {
  active: [],
  autoRenewed: ['autoRenewPeriod'],
  suspended: ['pendingDelete', 'redemptionPeriod'],
  redemption: ['pendingDelete', 'redemptionPeriod'],
  pendingDelete: ['pendingDelete'],
}

function jpStatus({ state, autoRenew }: SandboxName): string {
  if (state !== 'active') return 'Suspended'
  return autoRenew ? 'Active' : 'To be suspended'
}

/** The expiry as the registry writes it: generic domains with a time in UTC, .jp as a day of its own. */
export function expiryText(name: SandboxName): string {
  return isMonthEnd(ruleOf(name.name)) ? name.expiresOn : `${name.expiresOn}T23:59:59Z`
}
