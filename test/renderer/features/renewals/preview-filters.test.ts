import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../../core/calendar/iso-date.ts'
import type { RenewalMode } from '../../../../core/renewal/renewal-mode.ts'
import type { RenewalRules } from '../../../../renderer/features/renewals/api/get-renewal-rules.ts'
import { previewFilters } from '../../../../renderer/features/renewals/preview-filters.ts'

const TODAY = isoDate('2026-11-23')

function rules(account: RenewalMode, suffixes: Readonly<Record<string, RenewalMode>> = {}): RenewalRules {
  const rule = (mode: RenewalMode) => ({ mode, setBy: null, setAt: null, names: 0 })
  return {
    account: rule(account),
    suffixes: Object.entries(suffixes).map(([suffix, mode]) => ({ suffix, ...rule(mode) })),
    exceptions: { domain: 0, decision: 0, critical: 0 },
  }
}

describe('where the names of a preview are found', () => {
  it('finds the names of a suffix under the account rule while the suffix has none', () => {
    const { flips } = previewFilters({ scope: 'suffix', suffix: 'cn', mode: 'expire' }, rules('renew'), TODAY)
    expect(flips).toEqual({
      holding: 'held',
      suffix: 'cn',
      scope: 'account',
      mode: 'renew',
      critical: 'false',
    })
  })

  it('finds them under the suffix rule once there is one', () => {
    const change = { scope: 'suffix', suffix: 'cn', mode: 'renew' } as const
    const { flips } = previewFilters(change, rules('renew', { cn: 'expire' }), TODAY)
    expect(flips).toEqual({ holding: 'held', suffix: 'cn', scope: 'suffix', mode: 'expire' })
  })

  it('treats a rule that is taken away as the account rule coming back', () => {
    const change = { scope: 'suffix', suffix: 'cn', mode: null } as const
    expect(previewFilters(change, rules('expire', { cn: 'renew' }), TODAY).flips).toMatchObject({
      scope: 'suffix',
      mode: 'renew',
      critical: 'false',
    })
  })

  it('finds critical names where the rule stands that decides them, or under their own scope once they are shielded', () => {
    const change = { scope: 'suffix', suffix: 'cn', mode: 'expire' } as const
    expect(previewFilters(change, rules('renew'), TODAY).shielded).toMatchObject({ critical: 'true', scope: 'account' })
    expect(previewFilters(change, rules('expire'), TODAY).shielded).toMatchObject({
      critical: 'true',
      scope: 'critical',
    })
  })

  it('keeps the whole account free of a suffix', () => {
    const { flips, tooLate } = previewFilters(
      { scope: 'account', mode: 'expire' },
      rules('renew', { cn: 'expire' }),
      TODAY,
    )
    expect(flips).not.toHaveProperty('suffix')
    expect(tooLate).toMatchObject({ scope: 'account', mode: 'renew', decideTo: '2026-11-22', expiresFrom: TODAY })
  })
})
