import { describe, expect, it } from 'vitest'
import { TIMELINE_STATES } from '../../../core/domains/timeline-rules.ts'
import { saysUnassigned } from '../../../core/portfolio/unassigned.ts'
import { documentTexts, fillText } from '../../../service/adapters/documents/document-texts.ts'

/** Each text by its path, with the places that it fills. */
function placesOf(texts: object, path = ''): Record<string, string[]> {
  return Object.assign(
    {},
    ...Object.entries(texts).map(([key, value]) =>
      typeof value === 'string'
        ? { [`${path}${key}`]: [...value.matchAll(/\{\{\w+\}\}/g)].map(String).toSorted() }
        : placesOf(value, `${path}${key}.`),
    ),
  )
}

describe('the words of documents', () => {
  it('are the same in both languages, with the same places to fill', () => {
    expect(placesOf(documentTexts.ja)).toEqual(placesOf(documentTexts.en))
  })

  it('say of names without a registrar what an import knows again', () => {
    for (const { unassigned } of Object.values(documentTexts)) expect(saysUnassigned(unassigned)).toBe(true)
  })

  it('name no day of a direct debit, which the next file decides, and promise nothing of a card that may not be there', () => {
    for (const { billing } of Object.values(documentTexts)) {
      expect(billing.paymentText.directDebit).not.toContain('{{')
      expect(billing.paymentText.creditCard).toMatch(/ご登録済みの場合|If a card is registered/)
    }
  })

  it('know every state of the timeline', () => {
    for (const texts of Object.values(documentTexts)) {
      expect(Object.keys(texts.timeline).toSorted()).toEqual([...TIMELINE_STATES].toSorted())
    }
  })

  it('are filled with values, which are never filled themselves', () => {
    expect(fillText('{{a}} {{b}} {{missing}}', { a: '{{b}}', b: 2 })).toBe('{{b}} 2 {{missing}}')
  })
})
