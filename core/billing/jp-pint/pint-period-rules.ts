import { isoDateSchema } from '../../calendar/iso-date.ts'
import type { PintRule } from './pint-rule.ts'
import { allElements, elementsAt, everyElement, textAt, type XmlElement } from './xml.ts'

const DAYS = ['cbc:IssueDate', 'cbc:DueDate', 'cbc:StartDate', 'cbc:EndDate']

const from = (period: XmlElement | undefined) => (period && textAt(period, 'cbc:StartDate')) ?? ''
const to = (period: XmlElement | undefined) => (period && textAt(period, 'cbc:EndDate')) ?? ''

const eachLinePeriod =
  (test: (period: XmlElement, whole: XmlElement | undefined) => boolean) => (invoice: XmlElement) => {
    const [whole] = elementsAt(invoice, 'cac:InvoicePeriod')
    return elementsAt(invoice, 'cac:InvoiceLine/cac:InvoicePeriod').every((period) => test(period, whole))
  }

const isForward = (period: XmlElement) => from(period) === '' || to(period) === '' || from(period) <= to(period)
const isFilled = (period: XmlElement) => from(period) !== '' || to(period) !== ''

/** Days and periods: days compare as text. */
export const PERIOD_RULES: readonly PintRule[] = [
  { id: 'aligned-ibrp-052', isKept: (invoice) => allElements(invoice, 'cac:InvoicePeriod').length > 0 },
  { id: 'ibr-029', isKept: (invoice) => elementsAt(invoice, 'cac:InvoicePeriod').every(isForward) },
  { id: 'ibr-co-19', isKept: (invoice) => elementsAt(invoice, 'cac:InvoicePeriod').every(isFilled) },
  { id: 'ibr-030', isKept: eachLinePeriod(isForward) },
  { id: 'ibr-co-20', isKept: eachLinePeriod(isFilled) },
  { id: 'ibr-085', isKept: eachLinePeriod((period, whole) => from(period) >= from(whole)) },
  { id: 'ibr-086', isKept: eachLinePeriod((period, whole) => !whole || to(period) <= to(whole)) },
  {
    id: 'ibr-073',
    isKept: (invoice) =>
      everyElement(invoice, ({ name, text }) => !DAYS.includes(name) || isoDateSchema.safeParse(text).success),
  },
]
