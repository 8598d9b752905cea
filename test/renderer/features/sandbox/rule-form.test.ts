import { expect, it } from 'vitest'
import { emptyRule, ruleOfForm } from '../../../../renderer/features/sandbox/rule-form.ts'

const nothing = { operation: null, name: null, suffix: null, result: null, seconds: null, times: null }

it.each([
  ['all names, for good', {}, { does: 'refuse' }],
  ['one name', { of: ' example.com ', result: '2304' }, { does: 'refuse', name: 'example.com', result: 2304 }],
  ['a suffix', { of: '.co.jp', does: 'delay', seconds: '60' }, { does: 'delay', suffix: 'co.jp', seconds: 60 }],
  ['what the answer does not use', { does: 'loseAnswer', result: '2304', seconds: '9' }, { does: 'loseAnswer' }],
  ['some times', { does: 'accept', operation: 'renew', times: '2' }, { does: 'accept', operation: 'renew', times: 2 }],
] as const)('a rule of the form is for %s', (_title, typed, rule) => {
  expect(ruleOfForm({ ...emptyRule, ...typed })).toEqual({ ...nothing, ...rule })
})
