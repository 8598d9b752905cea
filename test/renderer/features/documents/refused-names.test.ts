import { expect, it } from 'vitest'
import { RequestProblem } from '../../../../renderer/data/problem.ts'
import { refusedNames } from '../../../../renderer/features/documents/refused-names.ts'

const refusal = (...pointers: readonly string[]) =>
  new RequestProblem({
    code: 'no_price',
    status: 422,
    fields: pointers.map((pointer) => ({ pointer, code: 'no_price', detail: '' })),
  })

it('says because of which names all were refused', () => {
  const asked = ['a.com', 'b.xyz', 'c.jp']
  expect(refusedNames(refusal('/items/1/name', '/items/2', '/items/1/years'), asked)).toEqual(['b.xyz', 'c.jp'])
  expect(refusedNames(refusal('/validUntil', '/items/7'), asked)).toEqual([])
  expect(refusedNames(new Error('no answer'), asked)).toEqual([])
})
