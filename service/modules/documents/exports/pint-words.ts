import type { PintWords } from '../../../../core/billing/jp-pint/pint-invoice.ts'
import { toULabels } from '../../../../core/domains/idna.ts'
import { fillText } from '../../../adapters/documents/document-texts.ts'
import { documentWords } from './document-words.ts'

/** The Japanese words of JP PINT invoices. */
export function pintWords(): PintWords {
  const { words } = documentWords('ja')
  return {
    itemName: ({ subject, quantity, unit }) => {
      if (subject.kind === 'text') return subject.text || words.pint.other
      const years = unit === 'year' ? ` ${fillText(words.year, { count: Math.abs(quantity) })}` : ''
      return `${toULabels(subject.name)} ${words.operation[subject.operation]}${years}`
    },
    paymentTerms: ({ terms }) => words.termsText[terms],
  }
}
