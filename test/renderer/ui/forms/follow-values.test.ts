import { expect, it } from 'vitest'
import { changedParts, followValues } from '../../../../renderer/ui/forms/follow-values.ts'

const SHOWN = { name: '青葉商事', delivery: 'mail', recipient: { name: '', address: '東京都' }, pieces: ['a'] }

it('takes what another person saved into the fields that nobody has touched', () => {
  const now = { ...SHOWN, delivery: 'post', recipient: { name: '経理部', address: '東京都' }, pieces: ['a', 'b'] }
  expect(followValues(SHOWN, SHOWN, now)).toEqual(now)
})

it('keeps what was typed, field by field', () => {
  const typed = { ...SHOWN, recipient: { name: '総務', address: '東京都' } }
  const now = { ...SHOWN, name: '若葉商事', recipient: { name: '経理部', address: '大阪府' } }
  expect(followValues(SHOWN, typed, now)).toEqual({ ...now, recipient: { name: '総務', address: '大阪府' } })
})

it('sends only what was changed', () => {
  const after = { ...SHOWN, delivery: 'post', recipient: { name: '総務', address: '東京都' } }
  expect(changedParts(SHOWN, after)).toEqual({ delivery: 'post', recipient: after.recipient })
})
