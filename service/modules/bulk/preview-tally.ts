import { invariant } from '../../../core/base/invariant.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Currency, MinorUnits, Money } from '../../../core/money/money.ts'
import {
  type Preview,
  type PreviewRow,
  type PreviewWindow,
  preview,
  previewWindowOf,
  type RulesOf,
} from '../../../core/renewal/preview.ts'
import { effectiveRenewal, type RenewalClassKey } from '../../../core/renewal/renewal-class.ts'
import type { BulkSkip } from '../../../core/renewal/renewal-step.ts'
import type { DomainRow } from '../domains/domain-state.ts'
import { type RenewalPriceOn, renewalDay } from '../domains/renewal-price-on.ts'

const FLIP_SAMPLE = 20
const SKIP_SAMPLE = 1_000

export type SkippedName = { readonly code: BulkSkip } & ({ readonly id: number } | { readonly text: string })

/** Adds up what a change would do, name by name. Names fall into few groups, so that a million need little memory. */
export type PreviewTally = {
  readonly change: (row: DomainRow, classKey: RenewalClassKey) => void
  readonly same: () => void
  readonly skip: (name: SkippedName) => void
  readonly finish: () => TalliedPreview
}

export type TalliedPreview = {
  /** In the order in which they came. */
  readonly ids: readonly number[]
  readonly unchanged: number
  readonly skipped: readonly SkippedName[]
  readonly skippedCounts: Readonly<Partial<Record<BulkSkip, number>>>
  readonly flipping: readonly number[]
  readonly preview: Preview
}

type ClassGroups = {
  readonly before: RenewalClassKey
  readonly after: RenewalClassKey
  readonly flips: boolean
  /** By window and currency ('' for names without a price). */
  readonly sums: Map<
    string,
    { readonly window: PreviewWindow; readonly currency: string; names: number; minor: number }
  >
}

export function previewTally(
  today: IsoDate,
  rulesOf: RulesOf,
  stepped: (key: RenewalClassKey) => RenewalClassKey,
  priceOn: RenewalPriceOn,
): PreviewTally {
  const ids: number[] = []
  const flipping: number[] = []
  const skipped: SkippedName[] = []
  const skippedCounts: Partial<Record<BulkSkip, number>> = {}
  const classes = new Map<number, ClassGroups>()
  let unchanged = 0
  const groupsOf = (classId: number, before: RenewalClassKey): ClassGroups => {
    const known = classes.get(classId)
    if (known) return known
    const after = stepped(before)
    const flips = effectiveRenewal(before, rulesOf(before)).mode !== effectiveRenewal(after, rulesOf(after)).mode
    const made = { before, after, flips, sums: new Map() }
    classes.set(classId, made)
    return made
  }
  return {
    change: (row, classKey) => {
      ids.push(row.id)
      const groups = groupsOf(row.class_id, classKey)
      addTo(groups, windowOf(row, today), priceOn(row, classKey, renewalDay(row, today)))
      if (groups.flips && flipping.length < FLIP_SAMPLE) flipping.push(row.id)
    },
    same: () => {
      unchanged++
    },
    skip: (name) => {
      skippedCounts[name.code] = (skippedCounts[name.code] ?? 0) + 1
      if (skipped.length < SKIP_SAMPLE) skipped.push(name)
    },
    finish: () => {
      const rows = [...classes.values()].flatMap(rowsOf)
      return {
        ids,
        unchanged,
        skipped,
        skippedCounts,
        flipping,
        preview: preview(rows, rulesOf, rulesOf),
      }
    },
  }
}

function windowOf(row: DomainRow, today: IsoDate): PreviewWindow {
  return previewWindowOf(
    { expiresOn: row.expires_on as IsoDate | null, decideBy: row.decide_by as IsoDate | null },
    today,
  )
}

function addTo({ sums }: ClassGroups, window: PreviewWindow, price: Money | null): void {
  const currency = price?.currency ?? ''
  const group = sums.get(window + currency)
  if (!group) {
    sums.set(window + currency, { window, currency, names: 1, minor: price?.minor ?? 0 })
    return
  }
  group.names++
  group.minor += price?.minor ?? 0
}

function rowsOf({ before, after, sums }: ClassGroups): readonly PreviewRow[] {
  return [...sums.values()].map(({ window, currency, names, minor }) => {
    invariant(Number.isSafeInteger(minor), 'sums of prices are exact')
    const money = currency === '' ? null : { minor: minor as MinorUnits, currency: currency as Currency }
    return { before, after, window, names, money }
  })
}
