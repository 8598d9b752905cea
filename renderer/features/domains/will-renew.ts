import type { DomainItem } from '../../../core/contract/http/domains.ts'

/** Whether a name renews on its day: one that is set to lapse does not, unless it is too late for that. */
export function willRenew({ renewal, decideBy }: Pick<DomainItem, 'renewal' | 'decideBy'>, today: string): boolean {
  return renewal.mode === 'renew' || (decideBy !== null && decideBy < today)
}
