import { createInstance } from 'i18next'
import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../../core/calendar/iso-date.ts'
import { EXPLANATION_KEYS, type ExplanationKey } from '../../../../core/renewal/explanation.ts'
import { RULE_SCOPES, type RuleScope } from '../../../../core/renewal/renewal-mode.ts'
import { type ExplainedDomain, explanationText } from '../../../../renderer/features/domains/explanation-text.ts'
import { english, japanese } from '../../../../renderer/i18n/catalogues.ts'
import { createFormat } from '../../../../renderer/i18n/format.ts'

const i18n = createInstance()
void i18n.init({
  lng: 'en',
  contextSeparator: '#',
  resources: { en: english, ja: japanese },
  interpolation: { escapeValue: false },
  initAsync: false,
})

const LANGUAGES = { ja: 'ja-JP', en: 'en-GB' } as const
const toolsOf = (language: keyof typeof LANGUAGES) => ({
  t: i18n.getFixedT<['domains', 'common']>(language, ['domains', 'common']),
  format: createFormat(LANGUAGES[language]),
  timeZone: 'Asia/Tokyo',
})

type Given = {
  readonly key: ExplanationKey
  readonly scope?: RuleScope
  readonly mode?: 'renew' | 'expire'
  readonly args?: Readonly<Record<string, string | null>>
}

const ARGS = {
  suffix: 'jp',
  setBy: '佐藤',
  setAt: '2026-10-02T16:00:00.000Z',
  expiresOn: isoDate('2027-01-31'),
  decideBy: isoDate('2027-01-24'),
  renewsOn: isoDate('2027-01-25'),
  cutOffOn: isoDate('2027-01-29'),
  saveBy: isoDate('2027-02-20'),
  priceAmount: '3980',
  priceCurrency: 'JPY',
  changeBy: isoDate('2027-01-24'),
}

function explain(language: keyof typeof LANGUAGES, { key, scope = 'suffix', mode = 'renew', args }: Given) {
  const domain: ExplainedDomain = {
    explanation: { key, args: { ...ARGS, ...args } },
    renewal: { mode, scope, setBy: '佐藤', setAt: ARGS.setAt },
    holding: key === 'notHeld' ? 'relinquished' : 'held',
    suffix: 'jp',
  }
  return explanationText(domain, toolsOf(language))
}

describe('the sentence about a name’s renewal', () => {
  it('says in both languages what happens, when, for how much, by whose rule, and until when that can change', () => {
    expect(explain('ja', { key: 'renews' })).toEqual({
      sentence: '.jp が自動更新に設定されているため(佐藤、2026/10/03)、2027/01/25(月)に3,980円(税込)で更新されます。',
      change: '失効させる場合は、2027/01/24(日)までに変更してください。',
    })
    expect(explain('en', { key: 'renews' })).toEqual({
      sentence: 'Renews on Mon, 25 Jan 2027 for ¥3,980 because .jp is set to auto-renew (佐藤, 3 Oct 2026).',
      change: 'To let it lapse, decide by Sun, 24 Jan 2027.',
    })
  })

  it('leaves out a price and a person that nobody knows', () => {
    const unknown = { priceAmount: null, priceCurrency: null, setBy: null, setAt: null }
    expect(explain('ja', { key: 'renews', scope: 'account', args: unknown }).sentence).toBe(
      'アカウントが自動更新に設定されているため、2027/01/25(月)に更新されます。',
    )
    expect(explain('en', { key: 'renews', scope: 'account', args: unknown }).sentence).toBe(
      'Renews on Mon, 25 Jan 2027 because the account is set to auto-renew.',
    )
  })

  it('does not claim that a price abroad includes the Japanese tax', () => {
    const abroad = { priceAmount: '18.99', priceCurrency: 'USD' }
    expect(explain('ja', { key: 'renews', args: abroad }).sentence).toContain('に$18.99で更新されます')
  })

  it('does not make the rule the reason of what the registrar does against it', () => {
    expect(explain('ja', { key: 'watched.renew.off', scope: 'domain' }).sentence).toBe(
      'このドメインが自動更新に設定されているため(佐藤、2026/10/03)、更新する予定ですが、登録事業者の自動更新がオフです。登録事業者で手続きをしないと、2027/01/31(日)に失効します。',
    )
    expect(explain('en', { key: 'watched.renew.off', scope: 'domain' }).sentence).toBe(
      'It should renew because this name is set to auto-renew (佐藤, 3 Oct 2026), but auto-renew is off at the registrar. It lapses on Sun, 31 Jan 2027 unless somebody renews it there.',
    )
  })

  it('names the decision where one was made', () => {
    expect(explain('ja', { key: 'lapses', scope: 'decision', mode: 'expire' }).sentence).toBe(
      '今回の有効期限について「更新しない」と判断されているため(佐藤、2026/10/03)、2027/01/31(日)に失効します。',
    )
  })

  const cases = EXPLANATION_KEYS.flatMap((key) => RULE_SCOPES.map((scope) => [key, scope] as const))
  it.each(cases)('is whole for %s decided by %s, with and without a price', (key, scope) => {
    const mode = /expire|lapse/.test(key) ? 'expire' : 'renew'
    for (const args of [{}, { priceAmount: null, priceCurrency: null, changeBy: null }]) {
      const ja = explain('ja', { key, scope, mode, args })
      const en = explain('en', { key, scope, mode, args })
      expect(ja.sentence).toMatch(/^[^{}]+。$/)
      expect(ja.sentence).not.toMatch(/ {2}|、、|。。|undefined/)
      expect(en.sentence).toMatch(/^[A-Z][^{}]+\.$/)
      expect(en.sentence).not.toMatch(/ {2}|,,|\.\.|undefined/)
    }
  })
})
