import { describe, expect, it } from 'vitest'
import { type DeliveryTerms, deliveryObstacle, deliveryOfClosing } from '../../../core/billing/delivery.ts'
import { isoDate } from '../../../core/calendar/iso-date.ts'

const TODAY = isoDate('2026-11-23')
const BEGUN = isoDate('2026-11-01')
const LATER = isoDate('2027-04-01')
const terms = (more: Partial<DeliveryTerms> = {}): DeliveryTerms => ({
  plan: 'standard',
  corporateServiceFrom: null,
  email: 'keiri@example.co.jp',
  postalAddress: '東京都千代田区1-1',
  ...more,
})

describe('what stands in the way of a delivery', () => {
  it.each([
    ['paper, while the corporate service has no day', 'post', 'invoice', {}, null],
    ['paper, before the corporate service', 'post', 'invoice', { corporateServiceFrom: LATER }, null],
    ['paper, after it began', 'post', 'invoice', { corporateServiceFrom: BEGUN }, 'corporate_plan_required'],
    ['paper, on its first day', 'post', null, { corporateServiceFrom: TODAY }, 'corporate_plan_required'],
    ['paper, of the corporate plan', 'post', 'quote', { plan: 'corporate', corporateServiceFrom: BEGUN }, null],
    ['paper without an address', 'post', 'invoice', { postalAddress: null }, 'postal_address_missing'],
    ['paper of a receipt', 'post', 'receipt', {}, 'not_delivered'],
    ['mail, whatever the plan', 'mail', 'invoice', { corporateServiceFrom: BEGUN, postalAddress: null }, null],
    ['mail without an address', 'mail', null, { email: null }, 'billing_email_missing'],
  ] as const)('%s', (_title, delivery, series, more, obstacle) => {
    expect(deliveryObstacle(delivery, series, terms(more), TODAY)).toBe(obstacle)
  })
})

it('a wish for paper is followed as long as the account is entitled to it', () => {
  expect(deliveryOfClosing('post', 'standard', LATER, TODAY)).toBe('post')
  expect(deliveryOfClosing('post', 'standard', BEGUN, TODAY)).toBe('mail')
  expect(deliveryOfClosing('post', 'corporate', BEGUN, TODAY)).toBe('post')
  expect(deliveryOfClosing('mail', 'corporate', BEGUN, TODAY)).toBe('mail')
})
