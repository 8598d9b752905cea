import { describe, expect, it } from 'vitest'
import { historyChanges } from '../../../../renderer/features/domains/history-changes.ts'

const after = (value: unknown) => historyChanges(null, { field: value })[0]?.after

describe('what an entry of a history changed', () => {
  it('leaves out what stayed, and where a fact came from', () => {
    const changes = historyChanges(
      { tags: ['a'], department: 'x', source: null },
      { tags: ['a'], department: 'y', source: { source: 'manual', asOf: '2026-11-30' } },
    )
    expect(changes.map(({ field }) => field)).toEqual(['department'])
  })

  it('knows the connection without a registrar, which each language has its own word for', () => {
    const [change] = historyChanges({ connection: 'Unassigned' }, { connection: 'GoDaddy' })
    expect(change).toMatchObject({ before: { kind: 'unassigned' }, after: { kind: 'text', text: 'GoDaddy' } })
    expect(historyChanges(null, { note: 'Unassigned' })[0]?.after).toEqual({ kind: 'text', text: 'Unassigned' })
  })

  it('reads words of a field as that field means them', () => {
    const changes = historyChanges(
      { registrarAutoRenew: 'on', holding: 'held', decision: null, rule: 'renew', note: null },
      { registrarAutoRenew: 'off', holding: 'relinquished', decision: 'expire', rule: 'expire', note: 'on' },
    )
    expect(Object.fromEntries(changes.map(({ field, after: read }) => [field, read]))).toEqual({
      registrarAutoRenew: { kind: 'autoRenew', autoRenew: 'off' },
      holding: { kind: 'holding', holding: 'relinquished' },
      decision: { kind: 'decision', mode: 'expire' },
      rule: { kind: 'mode', mode: 'expire' },
      note: { kind: 'text', text: 'on' },
    })
    expect(historyChanges(null, { decision: { mode: 'renew', by: 'p1' } })[0]?.after).toEqual({
      kind: 'decision',
      mode: 'renew',
    })
  })

  it.each([
    [
      { mode: 'expire', by: 'p1', at: '2026-11-30T00:00:00Z' },
      { kind: 'mode', mode: 'expire' },
    ],
    ['2027-01-31', { kind: 'day', day: '2027-01-31' }],
    [
      { amount: '3980', currency: 'JPY' },
      { kind: 'money', amount: '3980', currency: 'JPY' },
    ],
    [
      { transfer: true, update: false, delete: null, renew: true },
      { kind: 'locks', locks: ['transfer', 'renew'] },
    ],
    [['a', 'b'], { kind: 'list', texts: ['a', 'b'] }],
    [{ by: 'p1', at: '2026-11-30T00:00:00Z' }, { kind: 'set' }],
    [true, { kind: 'switch', isOn: true }],
    ['GoDaddy', { kind: 'text', text: 'GoDaddy' }],
    [{ new: 'shape' }, { kind: 'text', text: '{"new":"shape"}' }],
  ])('reads %j', (value, expected) => {
    expect(after(value)).toEqual(expected)
  })
})

it('reads the state of an order as outsiders are told of it', () => {
  expect(historyChanges(null, { orderState: 'held', years: 1 })).toEqual([
    { field: 'orderState', before: { kind: 'nothing' }, after: { kind: 'orderState', view: 'pending' } },
    { field: 'years', before: { kind: 'nothing' }, after: { kind: 'years', count: 1 } },
  ])
})
