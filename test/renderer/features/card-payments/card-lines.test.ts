import { expect, it } from 'vitest'
import { isoDate } from '../../../../core/calendar/iso-date.ts'
import { wireYen } from '../../../../core/money/yen-input.ts'
import { cardLines } from '../../../../renderer/features/card-payments/card-lines.ts'

it('payments on a page and charges to the card are one list, newest first, by the day of the account', () => {
  const page = { document: null, state: 'done', person: '佐藤', amount: wireYen(5000) } as const
  const charge = { document: 'INV-2026-000001', state: 'failed', detail: null, amount: wireYen(10_000) } as const
  const lines = cardLines(
    {
      payments: [{ id: 'a', createdAt: '2026-11-23T16:00:00.000Z', ...page }],
      charges: [
        { day: isoDate('2026-11-25'), code: 'insufficient_funds', ...charge },
        { day: isoDate('2026-11-23'), code: 'expired_card', ...charge },
      ],
    },
    'Asia/Tokyo',
  )
  expect(lines.map(({ day, kind, code }) => `${day} ${kind} ${code}`)).toEqual([
    '2026-11-25 charge insufficient_funds',
    '2026-11-24 page null',
    '2026-11-23 charge expired_card',
  ])
})
