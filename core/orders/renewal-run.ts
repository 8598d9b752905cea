import type { IsoDate } from '../calendar/iso-date.ts'
import type { DomainName } from '../domains/domain-name.ts'
import type { MinorUnits } from '../money/money.ts'

/** A name that waits for its renewal, as far as the order and the money of a run are concerned. */
export type RenewalCandidate = {
  readonly name: DomainName
  readonly isCritical: boolean
  readonly decideBy: IsoDate
  readonly registeredOn: IsoDate | null
  readonly price: MinorUnits
  /**
   * Whether the run orders it today. A critical name that has passed its cut-off is not ordered any more; while it can
   * still be saved in another way, the money for that is kept for it all the same.
   */
  readonly isDue: boolean
}

/** What a run orders and what it has no money for, both in the order of the run. */
export type RenewalPlan<C extends RenewalCandidate> = {
  readonly take: readonly C[]
  readonly blocked: readonly C[]
}

/**
 * Which names a run renews with the money that can be spent: critical names first, then by the day of their decision,
 * the oldest registration, the name. A name that does not fit is passed over for others of its band that do; but what a
 * critical name still needs is left for it, so that no other band takes it.
 */
export function planRenewals<C extends RenewalCandidate>(candidates: readonly C[], spendable: number): RenewalPlan<C> {
  const ordered = candidates.toSorted(byUrgency)
  const critical = takeWhatFits(
    ordered.filter(({ isCritical }) => isCritical),
    spendable,
  )
  const needed = critical.waiting.reduce((sum, { price }) => sum + price, 0)
  const others = takeWhatFits(
    ordered.filter(({ isCritical }) => !isCritical),
    critical.left - needed,
  )
  return {
    take: [...critical.take, ...others.take],
    blocked: [...critical.waiting, ...others.waiting].filter(({ isDue }) => isDue),
  }
}

function takeWhatFits<C extends RenewalCandidate>(band: readonly C[], spendable: number) {
  const [take, waiting]: [C[], C[]] = [[], []]
  let left = spendable
  for (const candidate of band) {
    const fits = candidate.isDue && candidate.price <= left
    if (fits) left -= candidate.price
    const list = fits ? take : waiting
    list.push(candidate)
  }
  return { take, waiting, left }
}

/** Critical names, then the earliest decision, then the oldest registration (unknown ones last), then the name. */
export function byUrgency(a: RenewalCandidate, b: RenewalCandidate): number {
  if (a.isCritical !== b.isCritical) return a.isCritical ? -1 : 1
  return (
    compare(a.decideBy, b.decideBy) ||
    compare(a.registeredOn ?? LAST, b.registeredOn ?? LAST) ||
    compare(a.name, b.name)
  )
}

/** Sorts behind every day. */
const LAST = '~'

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
