import { describe, expect, it } from 'vitest'
import { readFieldValue } from '../../../../renderer/features/imports/field-value.ts'

describe('a value of a checked row', () => {
  it.each([
    ['registryExpiresOn', '2027-01-26', { kind: 'day', day: '2027-01-26' }],
    ['registrarAutoRenew', 'on', { kind: 'autoRenew', autoRenew: 'on' }],
    ['holding', 'held', { kind: 'holding', holding: 'held' }],
    ['price', '18.99 USD', { kind: 'money', amount: '18.99', currency: 'USD' }],
    ['price', '3980 JPY', { kind: 'money', amount: '3980', currency: 'JPY' }],
    [
      'locks',
      'transfer: on, update: off',
      {
        kind: 'locks',
        locks: [
          { lock: 'transfer', isOn: true },
          { lock: 'update', isOn: false },
        ],
      },
    ],
    ['connection', 'Unassigned', { kind: 'unassigned' }],
    ['department', 'on', { kind: 'text', text: 'on' }],
    ['note', '2027-01-26', { kind: 'text', text: '2027-01-26' }],
    ['price', 'for free', { kind: 'text', text: 'for free' }],
    ['locks', 'hover: on', { kind: 'text', text: 'hover: on' }],
  ])('of %s, “%s”, is known for what it means', (field, text, value) => {
    expect(readFieldValue(field, text)).toEqual(value)
  })
})
