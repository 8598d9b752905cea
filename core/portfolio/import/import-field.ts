/** Name-server columns past the first, for exports that give each its own column (DomainMOD has ten). */
const MORE_NAME_SERVERS = [
  'nameServers2',
  'nameServers3',
  'nameServers4',
  'nameServers5',
  'nameServers6',
  'nameServers7',
  'nameServers8',
  'nameServers9',
  'nameServers10',
  'nameServers11',
  'nameServers12',
  'nameServers13',
] as const

/** What a column of a file can be. `…At` columns hold the instant beside a day that another column shows. */
export const IMPORT_FIELDS = [
  'name',
  'suffix',
  'registryExpiresOn',
  'registryExpiresAt',
  'paidThroughOn',
  'registeredOn',
  'registeredAt',
  'registrarAutoRenew',
  'statuses',
  'lockTransfer',
  'lockUpdate',
  'lockDelete',
  'lockRenew',
  'serverTransferProhibited',
  'serverUpdateProhibited',
  'serverDeleteProhibited',
  'nameServers',
  ...MORE_NAME_SERVERS,
  'price',
  'priceCurrency',
  'department',
  'tags',
  'registrar',
  'connection',
  'note',
  'critical',
  'holding',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** All fields that hold name servers, in order. */
export const NAME_SERVER_FIELDS = ['nameServers', ...MORE_NAME_SERVERS] as const

/** Fields whose cells are calendar days and may be written in an order that has to be found out. */
export const DATE_FIELDS = ['registryExpiresOn', 'paidThroughOn', 'registeredOn'] as const
export type DateField = (typeof DATE_FIELDS)[number]

/** Field → index of its column from 0. A field that is absent or null is not in the file. */
export type ImportMapping = { readonly [field in ImportField]?: number | null }

const KNOWN: ReadonlySet<string> = new Set(IMPORT_FIELDS)

export function isImportField(text: string): text is ImportField {
  return KNOWN.has(text)
}
