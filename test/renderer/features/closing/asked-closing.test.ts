import { expect, it } from 'vitest'
import type { ClosingPreview } from '../../../../renderer/features/closing/api/closings.ts'
import { askedClosing } from '../../../../renderer/features/closing/asked-closing.ts'

const piece = (values: Partial<ClosingPreview>) => ({ period: '2026-11', part: 1, ...values }) as ClosingPreview

it('is the piece that a person was asked about, whatever comes next meanwhile', () => {
  const asked = piece({ document: null })
  const now = piece({ document: 'invoice' })
  expect(askedClosing(asked, now)).toBe(now)
  expect(askedClosing(asked, piece({ period: '2026-12' } as Partial<ClosingPreview>))).toBe(asked)
  expect(askedClosing(asked, piece({ part: 2 }))).toBe(asked)
})
