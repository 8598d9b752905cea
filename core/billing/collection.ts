import type { IsoDate } from '../calendar/iso-date.ts'
import type { MinorUnits } from '../money/money.ts'
import { TRANSFER_FEES } from './amount-fit.ts'

/** A direct-debit request that its bank has answered, and what of the money it collected has not arrived yet. */
export type Collection = {
  readonly request: string
  readonly debitOn: IsoDate
  /** How many of its debits were paid. */
  readonly debits: number
  readonly missing: MinorUnits
}

/** Money that came in may be what a request collected; `fee` is what the bank kept of it. */
export type CollectionProposal = { readonly request: string; readonly debitOn: IsoDate; readonly fee: MinorUnits }

/** No bank keeps more of a debit than of a transfer. */
export function mostCollectionFee({ debits }: Pick<Collection, 'debits'>): MinorUnits {
  return (debits * TRANSFER_FEES.max) as MinorUnits
}

/** The requests whose money a movement may be: to the yen before less a fee, the oldest first. */
export function proposeCollections(
  money: { readonly amount: MinorUnits; readonly bookedOn: IsoDate },
  collections: readonly Collection[],
): readonly CollectionProposal[] {
  return collections
    .map((one) => ({ ...one, fee: (one.missing - money.amount) as MinorUnits }))
    .filter((one) => one.debitOn <= money.bookedOn && one.fee >= 0 && one.fee <= mostCollectionFee(one))
    .sort((a, b) => Number(a.fee > 0) - Number(b.fee > 0) || (a.debitOn < b.debitOn ? -1 : 1))
    .map(({ request, debitOn, fee }) => ({ request, debitOn, fee }))
}
