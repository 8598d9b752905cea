import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REGISTRY_STATES } from '../../../core/domains/registry-state.ts'
import { parseSuffix } from '../../../core/domains/suffix.ts'
import {
  effectiveRenewal,
  HOLDINGS,
  isContradiction,
  newRenewalClass,
  type OuterRules,
  REGISTRAR_AUTO_RENEWS,
  type RenewalClassKey,
  renewalClassText,
  withCritical,
  withDecision,
  withExpiryMoved,
  withRelease,
  withRule,
} from '../../../core/renewal/renewal-class.ts'
import { RENEWAL_MODES } from '../../../core/renewal/renewal-mode.ts'

const plain = newRenewalClass(parseSuffix('jp')!, 'connection-1')
const critical = withCritical(plain, true)
const mode = fc.constantFrom(...RENEWAL_MODES)
const maybeMode = fc.constantFrom(null, ...RENEWAL_MODES)
const anyRules: fc.Arbitrary<OuterRules> = fc.record({ account: mode, suffix: maybeMode })
const anyKey: fc.Arbitrary<RenewalClassKey> = fc.record({
  suffix: fc.constantFrom(parseSuffix('jp')!, parseSuffix('co.jp')!),
  connection: fc.constantFrom('a', 'b'),
  ruleMode: maybeMode,
  decisionMode: maybeMode,
  critical: fc.boolean(),
  released: fc.boolean(),
  registrarAutoRenew: fc.constantFrom(...REGISTRAR_AUTO_RENEWS),
  holding: fc.constantFrom(...HOLDINGS),
  registryState: fc.constantFrom(...REGISTRY_STATES),
})

describe('the effective renewal', () => {
  const renewAll: OuterRules = { account: 'renew', suffix: null }
  const expireAll: OuterRules = { account: 'expire', suffix: null }
  it.each([
    ['the account decides where nothing else does', plain, renewAll, 'renew', 'account'],
    ['the suffix is stronger than the account', plain, { account: 'renew', suffix: 'expire' }, 'expire', 'suffix'],
    [
      'the name is stronger than the suffix',
      withRule(plain, 'renew'),
      { account: 'expire', suffix: 'expire' },
      'renew',
      'domain',
    ],
    [
      'the decision is stronger than the name’s rule',
      withDecision(withRule(plain, 'renew'), 'expire'),
      renewAll,
      'expire',
      'decision',
    ],
    ['an account rule never lets a critical name lapse', critical, expireAll, 'renew', 'critical'],
    ['a suffix rule never does', critical, { account: 'renew', suffix: 'expire' }, 'renew', 'critical'],
    ['neither, even when it is released', withRelease(critical, true), expireAll, 'renew', 'critical'],
    ['its own rule does not without a release', withRule(critical, 'expire'), renewAll, 'renew', 'critical'],
    ['its own rule does with a release', withRule(withRelease(critical, true), 'expire'), renewAll, 'expire', 'domain'],
    [
      'its decision does with a release',
      withDecision(withRelease(critical, true), 'expire'),
      renewAll,
      'expire',
      'decision',
    ],
    ['a critical name that renews anyway says by which rule', critical, renewAll, 'renew', 'account'],
    ['a decision to renew shows through the shield', withDecision(critical, 'renew'), expireAll, 'renew', 'decision'],
  ] as const)('%s', (_, key, rules, expectedMode, scope) => {
    expect(effectiveRenewal(key, rules)).toEqual({ mode: expectedMode, scope })
  })

  it('lets a critical name lapse only by its own word and with a release', () => {
    fc.assert(
      fc.property(anyKey, anyRules, (key, rules) => {
        const effective = effectiveRenewal(key, rules)
        if (!key.critical || effective.mode === 'renew') return
        expect(key.released).toBe(true)
        expect([key.decisionMode, key.ruleMode]).toContain('expire')
        expect(['decision', 'domain']).toContain(effective.scope)
      }),
    )
  })

  it('never depends on the registrar’s own switch, the holding, the connection or the state', () => {
    fc.assert(
      fc.property(anyKey, anyKey, anyRules, (key, other, rules) => {
        const { registrarAutoRenew, holding, connection, registryState } = other
        const changed = { ...key, registrarAutoRenew, holding, connection, registryState }
        expect(effectiveRenewal(changed, rules)).toEqual(effectiveRenewal(key, rules))
      }),
    )
  })

  it('is in contradiction with the registrar’s switch where that says the opposite', () => {
    const found = RENEWAL_MODES.flatMap((wanted) =>
      REGISTRAR_AUTO_RENEWS.filter((set) => isContradiction(wanted, set)).map((set) => `${wanted}/${set}`),
    )
    expect(found).toEqual(['renew/off', 'expire/on'])
  })
})

describe('changes of a name’s class', () => {
  it('marking as critical leaves nothing standing that lets it lapse', () => {
    fc.assert(
      fc.property(anyKey, anyRules, (key, rules) => {
        const marked = withCritical(key, true)
        expect(marked).toMatchObject({ critical: true, released: false })
        expect([marked.ruleMode, marked.decisionMode]).not.toContain('expire')
        expect(effectiveRenewal(marked, rules).mode).toBe('renew')
        expect(withCritical(marked, true)).toEqual(marked)
      }),
    )
  })

  it('un-marking takes the release along', () => {
    expect(withCritical(withRelease(critical, true), false)).toEqual(plain)
  })

  it('only a critical name can be released', () => {
    expect(withRelease(plain, true)).toEqual(plain)
    expect(withRelease(withRelease(critical, true), false)).toEqual(critical)
  })

  it('decision and release end when the expiry moves; rule and mark stay', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(withExpiryMoved(key)).toEqual({ ...key, decisionMode: null, released: false })
      }),
    )
  })

  it('a standing rule of a critical name is shielded again when its release has ended', () => {
    const lapsing = withRule(withRelease(critical, true), 'expire')
    expect(effectiveRenewal(withExpiryMoved(lapsing), { account: 'renew', suffix: null })).toEqual({
      mode: 'renew',
      scope: 'critical',
    })
  })

  it('setting a rule or decision twice is as setting it once, and null takes it away', () => {
    fc.assert(
      fc.property(anyKey, maybeMode, (key, wanted) => {
        expect(withRule(withRule(key, wanted), wanted)).toEqual(withRule(key, wanted))
        expect(withDecision(withDecision(key, wanted), null).decisionMode).toBeNull()
      }),
    )
  })

  it('has one text per key', () => {
    fc.assert(
      fc.property(anyKey, anyKey, (a, b) => {
        const areEqual = Object.keys(a).every((part) => a[part as keyof typeof a] === b[part as keyof typeof b])
        expect(renewalClassText(a) === renewalClassText(b)).toBe(areEqual)
        expect(renewalClassText({ ...a })).toBe(renewalClassText(a))
      }),
    )
  })
})
