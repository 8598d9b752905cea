import { expect, it } from 'vitest'
import { itemCounts } from '../../../../renderer/features/orders/item-counts.ts'

it('items that were sent, wait for an answer or for their turn are all waiting to whoever ordered them', () => {
  expect(itemCounts({ queued: 1, sent: 2, unknown: 3, blocked: 4, done: 5, refused: 6, cancelled: 7 })).toEqual({
    pending: 6,
    blocked: 4,
    done: 5,
    failed: 13,
  })
})
