import { invariant } from '../../../../core/base/invariant.ts'
import { type PintDocument, pintInvoice } from '../../../../core/billing/jp-pint/pint-invoice.ts'
import { brokenPintRules } from '../../../../core/billing/jp-pint/pint-rules.ts'
import { xmlDocument } from '../../../../core/billing/jp-pint/xml.ts'
import { pintWords } from './pint-words.ts'

/** The JP PINT invoice of a document that has one; one that breaks a rule is never handed out. */
export function einvoice(document: PintDocument): Uint8Array {
  const invoice = pintInvoice(document, pintWords())
  invariant(invoice.ok, 'it was looked whether the document has a JP PINT form')
  const broken = brokenPintRules(invoice.value)
  invariant(broken.length === 0, `${document.number} keeps the rules of JP PINT (${broken.join(', ')})`)
  return new TextEncoder().encode(xmlDocument(invoice.value))
}
