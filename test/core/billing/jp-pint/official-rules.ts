/**
 * The fatal rules of JP PINT 1.1 by identifier (shared part and the aligned one), by why our invoices keep them:
 * - `checked`: re-implemented under the same identifier;
 * - `once` and `yen`: follow from the parts that an invoice may have, and from amounts being whole yen;
 * - by element or attribute: the rule is on something that our invoices never state.
 */
export const CHECKED = [
  ...shared('001 002 003 004 005 006 007 008 009 010 011 012 013 014 015 016'),
  ...shared('021 022 023 024 025 026 027 029 030 049 055 062 063 073 076 079 080 081 085 086 087 088 126'),
  ...shared('co-10 co-11 co-12 co-13 co-14 co-15 co-16 co-19 co-20 co-26'),
  ...shared('cl-01 cl-03 cl-04 cl-14 cl-16 cl-23 cl-25'),
  ...aligned('ibr-jp-01 ibr-jp-03 ibr-jp-04 ibr-jp-05 ibr-jp-06'),
  ...aligned('ibrp-001-jp ibrp-002-jp ibrp-009 ibrp-014 ibrp-016 ibrp-017 ibrp-019 ibrp-032-jp ibrp-045 ibrp-046'),
  ...aligned('ibrp-047 ibrp-048 ibrp-049 ibrp-050-jp ibrp-051-jp ibrp-052 ibrp-053-jp ibrp-cl-01-jp ibrp-cl-02-jp'),
  ...aligned('ibrp-e-01 ibrp-e-05 ibrp-e-09 ibrp-g-01 ibrp-g-05 ibrp-g-09 ibrp-o-01 ibrp-o-05 ibrp-o-09'),
]

/** At most one, or exactly one, of a part: where it stands and its name. */
export const ONCE: readonly (readonly [id: string, parent: string, part: string])[] = [
  ['ibr-067', 'cac:PaymentMeans', 'cac:PaymentMandate'],
  ['ibr-097', 'Invoice', 'cac:InvoicePeriod'],
  ['ibr-098', 'cac:PartyLegalEntity', 'cbc:RegistrationName'],
  ['ibr-102', 'cac:PartyLegalEntity', 'cbc:RegistrationName'],
  ['ibr-104', 'cac:PartyTaxScheme', 'cbc:CompanyID'],
  ['ibr-110', 'cac:InvoiceLine', 'cac:InvoicePeriod'],
  ['ibr-sr-05', 'cac:PaymentTerms', 'cbc:Note'],
  ['ibr-sr-06', 'cac:BillingReference', 'cac:InvoiceDocumentReference'],
  ['ibr-sr-07', 'cac:InvoiceDocumentReference', 'cbc:ID'],
  ['ibr-sr-27', 'cac:PaymentMeans', 'cbc:PaymentMeansCode'],
  ['ibr-sr-28', 'cac:PaymentMandate', 'cbc:ID'],
  ['ibr-sr-42', 'cac:Party', 'cac:PartyTaxScheme'],
  ['ibr-sr-51', 'Invoice', 'cbc:Note'],
  ['ibr-sr-53', 'cac:AddressLine', 'cbc:Line'],
  ['ibr-sr-54', 'cac:AddressLine', 'cbc:Line'],
  ['ibr-sr-57', 'cac:PartyTaxScheme', 'cbc:CompanyID'],
  ['ibr-sr-58', 'cac:ClassifiedTaxCategory', 'cbc:ID'],
  ['aligned-ibrp-sr-12', 'cac:Party', 'cac:PartyTaxScheme'],
  ['aligned-ibrp-sr-13', 'cac:Party', 'cac:PartyTaxScheme'],
]

/** Limits of decimals, which whole yen keep. */
export const DECIMALS = shared('091 121 122 123 124 125')

/** Rules on elements that are never stated. */
export const UNSTATED: Readonly<Record<string, readonly string[]>> = {
  'cac:AllowanceCharge': [
    ...shared('028 031 033 036 038 041 042 043 044 082 083 111 cl-19 cl-20 sr-30 sr-31 sr-61'),
    ...aligned('ibrp-037-jp ibrp-e-06 ibrp-e-07 ibrp-g-06 ibrp-g-07 ibrp-o-06 ibrp-o-07'),
  ],
  'cac:AdditionalDocumentReference': shared('052 071 072 078 sr-33 cl-07'),
  'cac:AdditionalItemProperty': shared('054'),
  'cac:CardAccount': shared('066'),
  'cac:CommodityClassification': shared('065 cl-13'),
  'cac:ContractDocumentReference': shared('094'),
  'cac:Delivery': shared('057 107 108 sr-56 cl-26'),
  'cac:DespatchDocumentReference': shared('096'),
  'cac:DespatchLineReference': shared('092 sr-62'),
  'cac:DocumentReference': shared('089'),
  'cac:FinancialInstitutionBranch': shared('sr-59'),
  'cac:OrderLineReference': shared('109'),
  'cac:OriginCountry': shared('cl-15'),
  'cac:OriginatorDocumentReference': shared('sr-52'),
  'cac:PartyIdentification': shared('sr-16 cl-10'),
  'cac:PartyName': shared('099 112'),
  'cac:PayeeParty': shared('017 105 106 sr-19'),
  'cac:PrepaidPayment': shared('093'),
  'cac:ProjectReference': shared('090 sr-39'),
  'cac:ReceiptDocumentReference': shared('095'),
  'cac:StandardItemIdentification': shared('064 cl-21'),
  'cac:TaxRepresentativeParty': [...shared('018 019 020 056 sr-22 sr-23 sr-55'), ...aligned('ibrp-010')],
  'cbc:CompanyLegalForm': shared('101'),
  'cbc:Description': shared('sr-50'),
  'cbc:DescriptionCode': shared('sr-49'),
  'cbc:EmbeddedDocumentBinaryObject': shared('074 075 cl-24'),
  'cbc:IssueTime': shared('119'),
  'cbc:PaymentDueDate': shared('sr-45'),
  'cbc:PaymentMeansID': shared('sr-60'),
  'cbc:TaxCurrencyCode': shared('053 077 084 cl-05'),
  'cbc:TaxExemptionReason': shared('sr-32 sr-38'),
}

/** A line's note, the number of a legal entity, the name of a means of payment: stated nowhere. */
export const UNSTATED_PARTS: readonly (readonly [id: string, parent: string, part: string])[] = [
  ['ibr-sr-34', 'cac:InvoiceLine', 'cbc:Note'],
  ['ibr-100', 'cac:PartyLegalEntity', 'cbc:CompanyID'],
  ['ibr-103', 'cac:PartyLegalEntity', 'cbc:CompanyID'],
  ['ibr-cl-11', 'cac:PartyLegalEntity', 'cbc:CompanyID'],
]

/** Numbers of other countries: our parties have Japanese ones. */
export const OTHER_SCHEMES = shared('068 069 070 113 114 115 116 120 127')

/** An attribute stands at most once by itself. */
export const ATTRIBUTES = shared('sr-46')

function shared(ids: string): readonly string[] {
  return ids.split(' ').map((id) => `ibr-${id}`)
}

function aligned(ids: string): readonly string[] {
  return ids.split(' ').map((id) => `aligned-${id}`)
}
