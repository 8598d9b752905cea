import type { TFunction } from 'i18next'
import { dayInZone, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainDetail } from '../../../core/contract/http/domains.ts'
import { currencySchema } from '../../../core/money/money.ts'
import type { Format } from '../../i18n/format.ts'

export type ExplainedDomain = Pick<DomainDetail, 'explanation' | 'renewal' | 'holding' | 'suffix'>

type ExplanationTools = {
  readonly t: TFunction<['domains', 'common']>
  readonly format: Format
  readonly timeZone: string
}

/** `change`: until when what is said can be turned into its opposite; null when it cannot. */
export type ExplanationText = { readonly sentence: string; readonly change: string | null }

/**
 * The renewal of a name in the reader's words: what will happen, when, for how much, by whose rule. Keys and arguments
 * come from `core/renewal/explanation`.
 */
export function explanationText(domain: ExplainedDomain, { t, format, timeZone }: ExplanationTools): ExplanationText {
  const { key, args } = domain.explanation
  const { mode, scope } = domain.renewal
  const day = (name: string): string => {
    const value = argument(name)
    return value === null ? t('unknownDay') : format.day(value as IsoDate)
  }
  const reason = t(`reasons.${scope}`, {
    suffix: argument('suffix') ?? domain.suffix,
    mode: t(`modesInText.${mode}`),
    decision: t(`decisionsInText.${mode}`),
    stamp: stamp(),
  })
  const sentence = t(`explanations.${key as 'renews'}`, {
    reason,
    price: price(),
    renewsOn: day('renewsOn'),
    expiresOn: day('expiresOn'),
    decideBy: day('decideBy'),
    cutOffOn: day('cutOffOn'),
    saveBy: day('saveBy'),
    holding: t(`common:holdings.${domain.holding}`),
    defaultValue: reason,
  })
  const canChange = argument('changeBy') !== null
  return { sentence, change: canChange ? t(`changeBy.${mode}`, { day: day('changeBy') }) : null }

  function argument(name: string): string | null {
    const value = args[name]
    return typeof value === 'string' ? value : null
  }

  /** Who set the rule and when; empty where nobody did. */
  function stamp(): string {
    const by = argument('setBy')
    const at = argument('setAt')
    if (by === null || at === null) return ''
    return t('reasons.stamp', { by, at: format.plainDay(dayInZone(at as Instant, timeZone)) })
  }

  /** Empty where no price is known. Prices in yen include the tax and say so, as prices in Japan have to. */
  function price(): string {
    const amount = argument('priceAmount')
    const currency = currencySchema.safeParse(argument('priceCurrency'))
    if (amount === null || !currency.success) return ''
    const text = format.moneyInText({ amount, currency: currency.data })
    return t(currency.data === 'JPY' ? 'explanations.priceInYen' : 'explanations.price', { price: text })
  }
}
