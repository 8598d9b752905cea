import { assertNever } from '../../../../core/base/invariant.ts'
import { addYears, dayOfMonth, type IsoDate, minDay } from '../../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../../core/domains/domain-name.ts'
import type { SuffixRule } from '../../../../core/domains/suffix-rule.ts'
import { isMonthEnd, ruleOf, type SandboxName, termEnd } from './sandbox-name.ts'

/** A command as the simulated registry takes it; kept with its client transaction, so that a repeat is known again. */
export type SandboxCommand =
  | { readonly operation: 'register'; readonly years: number }
  | { readonly operation: 'renew'; readonly years: number; readonly currentExpiry: string }
  | { readonly operation: 'transfer'; readonly authCode: string | null }
  | { readonly operation: 'restore' }
  | { readonly operation: 'expire'; readonly on: boolean }
  | { readonly operation: 'unlock' }
  | { readonly operation: 'park'; readonly nameServers: readonly string[] }

export type CommandOutcome =
  | { readonly kind: 'done'; readonly name: SandboxName }
  /** An EPP result of 2000 and more. */
  | { readonly kind: 'refused'; readonly result: number; readonly detail: string }

/** Who sends the command, on which day of the registry. */
export type CommandContext = { readonly account: string; readonly today: IsoDate }

/** What the registry does with a command about a name, which is null where it is free. */
export function carryOut(
  target: DomainName,
  name: SandboxName | null,
  command: SandboxCommand,
  context: CommandContext,
): CommandOutcome {
  const rule = ruleOf(target)
  if (command.operation === 'register') return register(target, name, command.years, rule, context)
  if (name === null) return refuse(2303, 'Object does not exist.')
  if (command.operation === 'transfer') return transfer(name, command.authCode, rule, context)
  if (name.sponsor !== context.account) return refuse(2201, 'The name is managed by another registrar.')
  switch (command.operation) {
    case 'renew':
      return renew(name, command, rule, context)
    case 'restore':
      return restore(name, rule, context)
    case 'expire':
      return done({ ...name, autoRenew: command.on })
    case 'unlock':
      return done({ ...name, isLocked: false })
    case 'park':
      return done({ ...name, nameServers: command.nameServers })
    default:
      return assertNever(command, 'command')
  }
}

function register(
  target: DomainName,
  name: SandboxName | null,
  years: number,
  rule: SuffixRule,
  { account, today }: CommandContext,
): CommandOutcome {
  if (name !== null) return refuse(2302, 'Object exists.')
  if (!isTerm(years, rule)) return refuse(2004, 'The registry does not sell that many years.')
  const expiresOn = termEnd(today, years, rule)
  return done({
    name: target,
    sponsor: account,
    authCode: '',
    registeredOn: today,
    expiresOn,
    paidThroughOn: expiresOn,
    autoRenew: true,
    isLocked: true,
    state: 'active',
    stateUntil: null,
    nameServers: ['ns1.sandbox.example', 'ns2.sandbox.example'],
  })
}

type Renewal = Extract<SandboxCommand, { operation: 'renew' }>

/** A renewal pays on from what is paid: it settles a year that the registry renewed by itself before it adds another. */
function renew(
  name: SandboxName,
  { years, currentExpiry }: Renewal,
  rule: SuffixRule,
  { today }: CommandContext,
): CommandOutcome {
  if (name.state !== 'active' && name.state !== 'autoRenewed') return refuse(2105, 'The name has to be restored first.')
  if (currentExpiry.slice(0, 10) !== name.expiresOn) return refuse(2004, `The current expiry is ${name.expiresOn}.`)
  if (!isTerm(years, rule)) return refuse(2004, 'The registry does not sell that many years.')
  const paidThroughOn = termEnd(name.paidThroughOn, years, rule)
  if (paidThroughOn > addYears(today, rule.maxTotalYears ?? 10)) return refuse(2306, 'The term would exceed ten years.')
  const paid = { ...name, paidThroughOn, state: 'active', stateUntil: null } as const
  // .jp shows a renewal only on the day after the old expiry; it also takes back that the name was to be suspended.
  if (isMonthEnd(rule)) return done({ ...paid, autoRenew: true })
  return done({ ...paid, expiresOn: laterOf(paidThroughOn, name.expiresOn) })
}

/** A transfer adds a year to a generic domain and nothing to a .jp one. */
function transfer(
  name: SandboxName,
  authCode: string | null,
  rule: SuffixRule,
  { account, today }: CommandContext,
): CommandOutcome {
  if (name.sponsor === account) return refuse(2106, 'The name is managed here already.')
  if (name.state !== 'active') return refuse(2106, 'The name cannot be transferred in this state.')
  if (name.isLocked) return refuse(2304, 'clientTransferProhibited')
  if (name.authCode !== (authCode ?? '')) return refuse(2202, 'The authorisation code is wrong.')
  const added = isMonthEnd(rule) ? name.expiresOn : termEnd(name.expiresOn, 1, rule)
  const expiresOn = added > addYears(today, rule.maxTotalYears ?? 10) ? name.expiresOn : added
  return done({ ...name, sponsor: account, expiresOn, paidThroughOn: expiresOn, isLocked: true, autoRenew: true })
}

function restore(name: SandboxName, rule: SuffixRule, { today }: CommandContext): CommandOutcome {
  const { redemption } = rule
  const isOpen =
    name.state === 'redemption' ||
    (name.state === 'suspended' && (redemption?.mode !== 'dayOfNextMonth' || dayOfMonth(today) <= redemption.to))
  if (!isOpen) return refuse(2304, 'The name cannot be restored in this state.')
  const expiresOn = name.expiresOn > today ? name.expiresOn : termEnd(name.expiresOn, 1, rule)
  return done({ ...name, expiresOn, paidThroughOn: expiresOn, autoRenew: true, state: 'active', stateUntil: null })
}

function isTerm(years: number, { renewYears, maxTotalYears }: SuffixRule): boolean {
  const { min, step } = renewYears ?? { min: 1, step: 1 }
  const max = Math.min(renewYears?.max ?? 10, maxTotalYears ?? 10)
  return years >= min && years <= max && (years - min) % step === 0
}

function laterOf(a: IsoDate, b: IsoDate): IsoDate {
  return minDay(a, b) === a ? b : a
}

const done = (name: SandboxName): CommandOutcome => ({ kind: 'done', name })
const refuse = (result: number, detail: string): CommandOutcome => ({ kind: 'refused', result, detail })
