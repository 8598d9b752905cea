import { expect, it } from 'vitest'
import { partsToReadAgain } from '../../../renderer/data/read-again.ts'

const change = (...kinds: string[]) => ({ name: 'change', data: JSON.stringify({ cursor: 'x', kinds }) })
const job = (state: string) => ({
  name: 'job',
  data: JSON.stringify({ id: '1', state, total: 1, done: 0, skipped: 0 }),
})

it.each([
  ['a name or money of the account', change('domain', 'billing'), ['account']],
  ['settings, which name the account', change('account'), ['account', 'names']],
  ['another account on an operator’s desk', change('operator'), ['desk', 'names']],
  ['the own account on an operator’s desk', change('billing', 'operator'), ['account', 'names']],
  ['a job that goes on', job('running'), ['jobs']],
  ['a job that ended, and what it was started from', job('failed'), ['jobs', 'work']],
  ['an event that cannot be read', { name: 'change', data: '{' }, ['account', 'names']],
  ['an event of no concern', { name: 'message', data: '{}' }, []],
])('reads again after %s', (_, event, parts) => {
  expect(partsToReadAgain(event)).toEqual(parts)
})
