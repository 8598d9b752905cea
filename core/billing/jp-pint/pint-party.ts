import type { IssuerParty, RecipientParty } from '../document-parts.ts'
import { element, textElement, type XmlElement } from './xml.ts'

/** The corporate number (法人番号, scheme 0188) that a registration number is `T` with; null for anything else. */
export function endpointOf(registrationNumber: string | null): string | null {
  return /^T(\d{13})$/.exec(registrationNumber ?? '')?.[1] ?? null
}

export function pintSupplier(issuer: IssuerParty): XmlElement {
  const { name, registrationNumber, phone, email } = issuer
  const contact = [textElement('cbc:Telephone', phone), textElement('cbc:ElectronicMail', email)]
  return element(
    'cac:AccountingSupplierParty',
    element(
      'cac:Party',
      endpoint(registrationNumber),
      postalAddress(issuer),
      element(
        'cac:PartyTaxScheme',
        textElement('cbc:CompanyID', registrationNumber),
        element('cac:TaxScheme', textElement('cbc:ID', 'VAT')),
      ),
      element('cac:PartyLegalEntity', textElement('cbc:RegistrationName', name)),
      contact.some(Boolean) ? element('cac:Contact', ...contact) : null,
    ),
  )
}

export function pintCustomer(recipient: RecipientParty): XmlElement {
  const { name, registrationNumber, department } = recipient
  return element(
    'cac:AccountingCustomerParty',
    element(
      'cac:Party',
      endpoint(registrationNumber),
      postalAddress(recipient),
      element('cac:PartyLegalEntity', textElement('cbc:RegistrationName', name)),
      department ? element('cac:Contact', textElement('cbc:Name', department)) : null,
    ),
  )
}

function endpoint(registrationNumber: string | null): XmlElement | null {
  return textElement('cbc:EndpointID', endpointOf(registrationNumber), { schemeID: '0188' })
}

/** Japanese addresses are one text; its lines go into the two lines and the further one that UBL has. */
function postalAddress({ postalCode, address }: Pick<IssuerParty, 'postalCode' | 'address'>): XmlElement {
  const [street = null, additional = null, ...more] = (address ?? '').split('\n').filter((line) => line.trim() !== '')
  return element(
    'cac:PostalAddress',
    textElement('cbc:StreetName', street),
    textElement('cbc:AdditionalStreetName', additional),
    textElement('cbc:PostalZone', postalCode),
    more.length > 0 ? element('cac:AddressLine', textElement('cbc:Line', more.join(' '))) : null,
    element('cac:Country', textElement('cbc:IdentificationCode', 'JP')),
  )
}
