import type { Currency } from '../../money/money.ts'
import type { DateOrder } from './date-cell.ts'
import type { ImportField } from './import-field.ts'

/**
 * An export that is recognised by its headers. Header keys are those of `headerKey`; a header that repeats counts as
 * `key#2`, `key#3`. Columns that are not named here are left alone.
 */
export type RegistrarExport = {
  readonly id: string
  /** The registrar that every name of the file is at; null where the file says it row by row, or not at all. */
  readonly registrar: string | null
  /** All of these must be present. */
  readonly marks: readonly string[]
  readonly columns: Readonly<Record<string, ImportField>>
  /** The order that this export always writes; null where it has changed over time or follows the person's settings. */
  readonly dateOrder: DateOrder | null
  /** The currency of prices that carry `$` or nothing. */
  readonly currency: Currency | null
  /** Days of instants are taken in UTC, whatever zone they were printed in. */
  readonly hasUtcDays: boolean
}

const USD = 'USD' as Currency

const PLAIN = { registrar: null, dateOrder: null, currency: null, hasUtcDays: false } as const

const numbered = (prefix: string, count: number): Readonly<Record<string, ImportField>> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${prefix}${index + 1}`,
      (index === 0 ? 'nameServers' : `nameServers${index + 1}`) as ImportField,
    ]),
  )

/**
 * Headers as registrars and portfolio tools write them. Sources: public importers and samples for GoDaddy, Namecheap,
 * Dynadot, Porkbun, Spaceship, Sedo, Efty, park.io, Afternic and Dan; DomainMOD's import template; the API names of CSC
 * Domain Manager and of Amazon Route 53 Domains.
 */
export const REGISTRAR_EXPORTS: readonly RegistrarExport[] = [
  {
    // GoDaddy lets people choose columns; these four are always there. Dates were MM/DD/YYYY and are ISO now, and a
    // spreadsheet rewrites both in its own order, so the order is not taken for granted.
    ...PLAIN,
    id: 'godaddy',
    registrar: 'GoDaddy',
    marks: ['domainname', 'expirationdate', 'autorenew', 'status'],
    columns: {
      domainname: 'name',
      createdate: 'registeredOn',
      created: 'registeredOn',
      expirationdate: 'registryExpiresOn',
      lock: 'lockTransfer',
      locked: 'lockTransfer',
      autorenew: 'registrarAutoRenew',
      status: 'statuses',
      renewalprice: 'price',
      nameservers: 'nameServers',
      foldermemberships: 'tags',
    },
    currency: USD,
  },
  {
    ...PLAIN,
    id: 'namecheap',
    registrar: 'Namecheap',
    marks: ['domainname', 'domainautorenewstatus', 'domainexpirationdate'],
    columns: {
      domainname: 'name',
      domainstatusatnc: 'statuses',
      domainautorenewstatus: 'registrarAutoRenew',
      domainexpirationdate: 'registryExpiresOn',
    },
  },
  {
    // The text is the day in the account's zone, as the registrar shows it; the timestamp is the instant beside it.
    ...PLAIN,
    id: 'dynadot',
    registrar: 'Dynadot',
    marks: ['domain', 'expirationdate', 'expirationdatetimestamp'],
    columns: {
      domain: 'name',
      renewalstatus: 'registrarAutoRenew',
      expirationdate: 'registryExpiresOn',
      expirationdatetimestamp: 'registryExpiresAt',
      nameserver: 'nameServers',
      nameservers: 'nameServers',
      locked: 'lockTransfer',
      registrationdate: 'registeredOn',
      'registrationdate#2': 'registeredAt',
      registrationdatetimestamp: 'registeredAt',
      folder: 'tags',
      domainnote: 'note',
    },
  },
  {
    ...PLAIN,
    id: 'porkbun',
    registrar: 'Porkbun',
    marks: ['domain', 'createdate', 'expiredate', 'autorenew'],
    columns: {
      domain: 'name',
      tld: 'suffix',
      createdate: 'registeredOn',
      expiredate: 'registryExpiresOn',
      autorenew: 'registrarAutoRenew',
      statuses: 'statuses',
      estrenewalprice: 'price',
      nameservers: 'nameServers',
      locked: 'lockTransfer',
    },
    currency: USD,
  },
  {
    ...PLAIN,
    id: 'spaceship',
    registrar: 'Spaceship',
    marks: ['domain', 'nameservers', 'registrationdate', 'expirationdate', 'autorenew', 'transferlock'],
    columns: {
      domain: 'name',
      nameservers: 'nameServers',
      category: 'tags',
      registrationdate: 'registeredOn',
      expirationdate: 'registryExpiresOn',
      autorenew: 'registrarAutoRenew',
      transferlock: 'lockTransfer',
      status: 'statuses',
    },
    dateOrder: 'monthFirst',
  },
  {
    // Prices on market places are what the owner asks for the name, not what its renewal costs.
    ...PLAIN,
    id: 'sedo',
    marks: ['domainname', 'language', 'currency', 'price', 'registrar'],
    columns: { domainname: 'name', registrar: 'registrar', expirationdate: 'registryExpiresOn' },
    dateOrder: 'monthFirst',
  },
  {
    ...PLAIN,
    id: 'efty',
    marks: ['domain', 'purchaseprice', 'purchasedate', 'renewalfee', 'binprice'],
    columns: { domain: 'name', renewalfee: 'price', category: 'tags' },
    dateOrder: 'monthFirst',
  },
  {
    ...PLAIN,
    id: 'parkio',
    registrar: 'park.io',
    marks: ['orderid', 'domain', 'paiddate', 'expirationdate'],
    columns: { domain: 'name', expirationdate: 'registryExpiresOn' },
  },
  {
    ...PLAIN,
    id: 'afternic',
    marks: ['namerequired', 'minimumofferrequired'],
    columns: { namerequired: 'name' },
  },
  {
    ...PLAIN,
    id: 'dan',
    marks: ['domainname', 'buynowprice', 'startingoffer'],
    columns: { domainname: 'name' },
  },
  {
    ...PLAIN,
    id: 'domainmod',
    marks: ['domain', 'expirydate', 'function', 'autorenewal', 'renewalfee', 'feecurrency', 'registrarname'],
    columns: {
      domain: 'name',
      expirydate: 'registryExpiresOn',
      autorenewal: 'registrarAutoRenew',
      status: 'statuses',
      domainstatus: 'statuses',
      renewalfee: 'price',
      feecurrency: 'priceCurrency',
      domainnotes: 'note',
      category: 'tags',
      categorystakeholder: 'department',
      registrarname: 'registrar',
      ...numbered('dnsserver', 10),
    },
  },
  {
    ...PLAIN,
    id: 'csc',
    registrar: 'CSC',
    marks: ['qualifieddomainname', 'registryexpirydate'],
    columns: {
      qualifieddomainname: 'name',
      managedstatus: 'statuses',
      registrationdate: 'registeredOn',
      registryexpirydate: 'registryExpiresOn',
      paidthroughdate: 'paidThroughOn',
      nameservers: 'nameServers',
      businessunit: 'department',
      criticaldomain: 'critical',
      brandname: 'tags',
      serverdeleteprohibited: 'serverDeleteProhibited',
      servertransferprohibited: 'serverTransferProhibited',
      serverupdateprohibited: 'serverUpdateProhibited',
    },
  },
  {
    // `aws route53domains list-domains`: epoch seconds, or an instant in the zone of the machine that ran it.
    ...PLAIN,
    id: 'route53',
    registrar: 'Amazon Route 53',
    marks: ['domainname', 'autorenew', 'transferlock', 'expiry'],
    columns: {
      domainname: 'name',
      autorenew: 'registrarAutoRenew',
      transferlock: 'lockTransfer',
      expiry: 'registryExpiresOn',
    },
    hasUtcDays: true,
  },
]
