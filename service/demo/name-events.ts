import type { Deps } from '../deps.ts'
import { type AuditRecord, appendAudit } from '../modules/audit/audit-log.ts'
import type { DomainState } from '../modules/domains/domain-state.ts'
import type { DemoEvent } from './demo-events.ts'

type Told = Pick<AuditRecord, 'person' | 'action' | 'after'> & { readonly at: AuditRecord['at'] }

/** What people did to a name before it came to be as it is, for its history. */
export function nameEvents(account: string, name: DomainState): readonly DemoEvent[] {
  return settingsOf(name).map(({ at, ...told }) => {
    const before = Object.fromEntries(Object.keys(told.after as object).map((field) => [field, null]))
    const record = { ...told, at, subject: name.name, before }
    return { at, run: ({ storage }: Deps) => storage.transact((trx) => appendAudit(trx, account, record)) }
  })
}

function settingsOf({ critical, rule, decision }: DomainState): readonly Told[] {
  return [
    ...(critical ? [told(critical, 'domain.update', { critical })] : []),
    ...(rule ? [told(rule, 'domain.setRenewal', { rule: rule.mode })] : []),
    ...(decision ? [told(decision, 'domain.decide', madeDecision(decision))] : []),
  ]
}

function madeDecision({ mode, forExpiry }: NonNullable<DomainState['decision']>) {
  return { decision: mode, forExpiry }
}

function told({ by, at }: NonNullable<DomainState['critical']>, action: string, after: object): Told {
  return { person: by, at, action, after }
}
