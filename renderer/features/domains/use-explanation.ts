import { useTranslation } from 'react-i18next'
import { dayInZone, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainDetail } from '../../../core/contract/http/domains.ts'
import { currencySchema } from '../../../core/money/money.ts'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'

type Args = DomainDetail['explanation']['args']

/**
 * The renewal of a name in the reader's words: what will happen, when, for how much, by whose rule (`sentence`), and
 * until when that can be changed (`change`; null when it cannot). Keys and arguments come from `core/renewal/explanation`.
 */
export function useExplanation(domain: DomainDetail): { readonly sentence: string; readonly change: string | null } {
  const { t } = useTranslation(['domains', 'common'])
  const format = useFormat()
  const { timeZone } = useAccount()
  const { key, args } = domain.explanation
  const day = (name: string): string => {
    const value = textOf(args, name)
    return value === null ? t('unknownDay') : format.day(value as IsoDate)
  }
  const reason = t(`reasons.${domain.renewal.scope}`, {
    suffix: textOf(args, 'suffix') ?? domain.suffix,
    mode: t(`modesInText.${domain.renewal.mode}`),
    stamp: stampOf(args),
  })
  const sentence = t(`explanations.${key as 'renews'}`, {
    reason,
    price: priceOf(args),
    renewsOn: day('renewsOn'),
    expiresOn: day('expiresOn'),
    decideBy: day('decideBy'),
    cutOffOn: day('cutOffOn'),
    saveBy: day('saveBy'),
    holding: t(`common:holdings.${domain.holding}`),
    defaultValue: reason,
  })
  const changeBy = textOf(args, 'changeBy')
  const change = changeBy === null ? null : t(`changeBy.${domain.renewal.mode}`, { day: day('changeBy') })
  return { sentence, change }

  function stampOf(from: Args): string {
    const by = textOf(from, 'setBy')
    const at = textOf(from, 'setAt')
    if (by === null || at === null) return ''
    return t('reasons.stamp', { by, at: format.plainDay(dayInZone(at as Instant, timeZone)) })
  }

  function priceOf(from: Args): string {
    const amount = textOf(from, 'priceAmount')
    const currency = currencySchema.safeParse(textOf(from, 'priceCurrency'))
    if (amount === null || !currency.success) return ''
    return t('explanations.price', { price: format.moneyInText({ amount, currency: currency.data }) })
  }
}

function textOf(args: Args, name: string): string | null {
  const value = args[name]
  return typeof value === 'string' ? value : null
}
