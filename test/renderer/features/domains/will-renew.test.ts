import { expect, it } from 'vitest'
import { willRenew } from '../../../../renderer/features/domains/will-renew.ts'

const rule = { scope: 'account', setBy: null, setAt: null } as const

it.each([
  ['renew', '2026-12-01', true],
  ['expire', '2026-12-01', false],
  ['expire', '2026-11-28', false],
  ['expire', '2026-11-27', true],
  ['expire', null, false],
] as const)('a name in %s with %s as its last day to decide renews: %s', (mode, decideBy, expected) => {
  expect(willRenew({ renewal: { mode, ...rule }, decideBy } as Parameters<typeof willRenew>[0], '2026-11-28')).toBe(
    expected,
  )
})
