import { seriesOfNumber } from '../../../core/billing/document-number.ts'
import { documentLists } from '../../../core/contract/http/documents.ts'
import { fileAddress } from '../../data/save-file.ts'
import type { Language } from '../../i18n/language.ts'

/** The routes of the series that a number is of. */
export function routesOf(number: string) {
  const series = seriesOfNumber(number)
  return documentLists.find((list) => list.series === series) ?? null
}

type DocumentFile = {
  readonly account: string
  readonly number: string
  readonly language?: Language
  /** The latest one without it. */
  readonly revision?: number
}

/** The address of a document's PDF; null for what is no number of a document. */
export function pdfAddress({ account, number, language, revision }: DocumentFile): string | null {
  const routes = routesOf(number)
  return routes && fileAddress(routes.pdfRoute, { account, number }, { language, revision })
}

/** Series that are sent between machines as well (JP PINT). */
const WITH_XML: readonly string[] = ['invoice', 'statement', 'creditNote']

export function xmlAddress({ account, number, revision }: DocumentFile): string | null {
  const routes = routesOf(number)
  if (!routes || !WITH_XML.includes(routes.series)) return null
  return fileAddress(routes.xmlRoute, { account, number }, { revision })
}
