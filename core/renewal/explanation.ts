import type { IsoDate } from '../calendar/iso-date.ts'
import { formatAmount, type Money } from '../money/money.ts'
import type { Gateway } from './gateway.ts'
import type { Holding, RegistrarAutoRenew } from './renewal-class.ts'
import type { EffectiveRenewal } from './renewal-mode.ts'

/**
 * The sentences that explain a name's renewal; texts are in the catalogues under the same keys. `watched.…` are for names
 * that only the registrar can renew, by the registrar's own switch. `…Late`: the regular time is over.
 */
export const EXPLANATION_KEYS = [
  'notHeld',
  'noExpiry.renew',
  'noExpiry.expire',
  'passed.renew',
  'passed.expire',
  'renews',
  'renewsTooLate',
  'renewLate',
  'lapses',
  'lapseLate',
  'watched.renew.on',
  'watched.renew.off',
  'watched.renew.unknown',
  'watched.renewLate',
  'watched.expire.on',
  'watched.expire.off',
  'watched.expire.unknown',
  'watched.expireTooLate',
] as const
export type ExplanationKey = (typeof EXPLANATION_KEYS)[number]

/** Days as `YYYY-MM-DD`, the price in major units; `scope`, `setBy` and `setAt` name the rule that decides. */
export type ExplanationArgs = {
  readonly name: string
  readonly suffix: string
  readonly holding: Holding
  readonly scope: EffectiveRenewal['scope']
  readonly setBy: string | null
  readonly setAt: string | null
  readonly expiresOn: IsoDate | null
  readonly decideBy: IsoDate | null
  readonly renewsOn: IsoDate | null
  readonly cutOffOn: IsoDate | null
  readonly saveBy: IsoDate | null
  readonly priceAmount: string | null
  readonly priceCurrency: string | null
  /** The last day on which what is said can still be turned into its opposite. */
  readonly changeBy: IsoDate | null
}

export type RenewalExplanation = { readonly key: ExplanationKey; readonly args: ExplanationArgs }

/** What is known of a name when its renewal is explained; `name` and `suffix` as people read them. */
export type ExplainedName = {
  readonly name: string
  readonly suffix: string
  readonly holding: Holding
  readonly renewal: EffectiveRenewal & { readonly setBy: string | null; readonly setAt: string | null }
  readonly expiresOn: IsoDate | null
  readonly decideBy: IsoDate | null
  readonly renewsOn: IsoDate | null
  readonly cutOffOn: IsoDate | null
  readonly saveBy: IsoDate | null
  readonly price: Money | null
  readonly gateway: Gateway
  readonly registrarAutoRenew: RegistrarAutoRenew
}

/** What will happen to a name, when, for how much, by whose rule, and until when that can be changed. */
export function explainRenewal(name: ExplainedName, today: IsoDate): RenewalExplanation {
  const key = keyOf(name, today)
  return {
    key,
    args: {
      name: name.name,
      suffix: name.suffix,
      holding: name.holding,
      scope: name.renewal.scope,
      setBy: name.renewal.setBy,
      setAt: name.renewal.setAt,
      expiresOn: name.expiresOn,
      decideBy: name.decideBy,
      renewsOn: name.renewsOn,
      cutOffOn: name.cutOffOn,
      saveBy: name.saveBy,
      priceAmount: name.price ? formatAmount(name.price) : null,
      priceCurrency: name.price?.currency ?? null,
      changeBy: changeBy(name, today),
    },
  }
}

function keyOf(name: ExplainedName, today: IsoDate): ExplanationKey {
  const { mode } = name.renewal
  if (name.holding !== 'held') return 'notHeld'
  if (name.expiresOn === null) return `noExpiry.${mode}`
  if (name.expiresOn < today) return `passed.${mode}`
  const isPastCutOff = name.cutOffOn !== null && name.cutOffOn < today
  const isPastDecideBy = name.decideBy !== null && name.decideBy < today
  if (name.gateway === 'none') return watchedKey(name, isPastCutOff, isPastDecideBy)
  if (mode === 'expire') return isPastCutOff ? 'lapseLate' : 'lapses'
  if (isPastCutOff) return 'renewLate'
  return isPastDecideBy ? 'renewsTooLate' : 'renews'
}

/** Only the registrar can act here, so its own switch decides what really happens. */
function watchedKey(name: ExplainedName, isPastCutOff: boolean, isPastDecideBy: boolean): ExplanationKey {
  const { registrarAutoRenew, renewal } = name
  if (renewal.mode === 'renew') {
    return isPastCutOff && registrarAutoRenew !== 'on' ? 'watched.renewLate' : `watched.renew.${registrarAutoRenew}`
  }
  return isPastDecideBy && registrarAutoRenew === 'on'
    ? 'watched.expireTooLate'
    : `watched.expire.${registrarAutoRenew}`
}

/** renew → expire has effect until decideBy; expire → renew until the name is beyond saving. */
function changeBy({ renewal, decideBy, saveBy }: ExplainedName, today: IsoDate): IsoDate | null {
  const last = renewal.mode === 'renew' ? decideBy : saveBy
  return last !== null && last >= today ? last : null
}
