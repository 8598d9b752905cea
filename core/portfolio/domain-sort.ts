export const DOMAIN_SORT_FIELDS = [
  'name',
  'suffix',
  'expiresOn',
  'registryExpiresOn',
  'decideBy',
  'cutOffOn',
  'renewsOn',
  'mode',
  'scope',
  'timeline',
  'holding',
  'critical',
  'contradiction',
  'price',
  'department',
  'lock',
  'registrar',
  'connection',
  'updatedAt',
] as const

/** What lists of names can be sorted by; nulls come last, ties go by name. */
export type DomainSortField = (typeof DOMAIN_SORT_FIELDS)[number]

export type DomainSort = { readonly field: DomainSortField; readonly descending: boolean }

export const DEFAULT_DOMAIN_SORT: DomainSort = { field: 'name', descending: false }

/** Reads `expiresOn` or `-expiresOn`; null for a field that lists cannot be sorted by. */
export function parseDomainSort(text: string): DomainSort | null {
  const descending = text.startsWith('-')
  const wanted = descending ? text.slice(1) : text
  const field = DOMAIN_SORT_FIELDS.find((known) => known === wanted)
  return field ? { field, descending } : null
}
