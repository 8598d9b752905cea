import { describe, expect, it } from 'vitest'
import { type RuleChange, readRuleChange, writeRuleChange } from '../../../../renderer/features/renewals/rule-change.ts'

describe('a change of rules in an address', () => {
  it.each<[string, RuleChange]>([
    ['cn:expire', { scope: 'suffix', suffix: 'cn', mode: 'expire' }],
    ['co.jp:renew', { scope: 'suffix', suffix: 'co.jp', mode: 'renew' }],
    ['cn:none', { scope: 'suffix', suffix: 'cn', mode: null }],
    ['@:expire', { scope: 'account', mode: 'expire' }],
  ])('%s is read and written alike', (text, change) => {
    expect(readRuleChange(text)).toEqual(change)
    expect(writeRuleChange(change)).toBe(text)
  })

  it.each(['', 'cn', 'cn:drop', '@:none', ':expire', 'not a suffix:expire'])('“%s” is no change', (text) => {
    expect(readRuleChange(text)).toBeNull()
  })
})
