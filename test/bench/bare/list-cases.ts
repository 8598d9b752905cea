import { LOCK_LEVELS } from '../../../core/domains/locks.ts'
import { TIMELINE_STATES } from '../../../core/domains/timeline-rules.ts'
import type { RawFilter } from '../../../core/portfolio/domain-filter.ts'
import type { DomainSortField } from '../../../core/portfolio/domain-sort.ts'
import { HOLDINGS } from '../../../core/renewal/renewal-class.ts'
import { RENEWAL_MODES, RULE_SCOPES } from '../../../core/renewal/renewal-mode.ts'

/** A filter of the API, the same as a condition on the bare table, and the column whose index answers it there. */
export type FilterCase = { readonly filter: RawFilter; readonly bare: string; readonly column: string | null }

/** How many times bare a page may take: more for a range of days to decide by. */
export function allowedRatio({ filter }: FilterCase): number {
  return 'decideFrom' in filter || 'decideTo' in filter ? 20 : 3
}

/** Archived names are in no list that does not ask for them, so that the bare table leaves them out. */
const LISTED = HOLDINGS.filter((holding) => holding !== 'archived')

/** Every filter by itself: all values of the short lists, a large and a small one of the long lists. */
export const FILTER_CASES: readonly FilterCase[] = [
  { filter: {}, bare: '1 = 1', column: null },
  ...RENEWAL_MODES.map((mode) => equal('mode', 'mode', mode)),
  ...RULE_SCOPES.map((scope) => equal('scope', 'scope', scope)),
  ...TIMELINE_STATES.map((state) => equal('timeline', 'timeline', state)),
  ...LISTED.map((holding) => equal('holding', 'holding', holding)),
  ...LOCK_LEVELS.map((level) => equal('lock', 'lock_level', level)),
  ...['jp', 'com', 'ne.jp', 'beer'].map((suffix) => equal('suffix', 'suffix', suffix)),
  ...['contradiction', 'critical', 'needsDecision'].flatMap((field) => [truth(field, true), truth(field, false)]),
  equal('department', 'department', '部門7'),
  { filter: { department: '' }, bare: 'department is null', column: 'department' },
  { filter: { tag: 'tag7' }, bare: "id in (select id from bare_tag where tag = 'tag7')", column: null },
  { filter: { tag: '' }, bare: "tags = '[]'", column: 'tags' },
  equal('registrar', 'registrar', 'Registrar 1'),
  equal('connection', 'connection', 'r1'),
  { filter: { lock: '-none' }, bare: "lock_level <> 'none'", column: 'lock_level' },
  { filter: { suffix: '-jp' }, bare: "suffix <> 'jp'", column: 'suffix' },
  range('expires', 'expires_on', '2026-12-01', '2026-12-31'),
  range('expires', 'expires_on', '2026-12-01', null),
  range('expires', 'expires_on', null, '2027-06-01'),
  range('decide', 'decide_by', '2026-11-23', '2026-12-23'),
  range('decide', 'decide_by', '2026-11-23', null),
  range('decide', 'decide_by', null, '2027-06-01'),
  ...['tokyo', '東京', '日本観光', 'a', 'xn', 'zzz', '.co.jp', 'nowhere'].map(search),
]

function equal(field: string, column: string, value: string): FilterCase {
  return { filter: { [field]: value }, bare: `${column} = '${value}'`, column }
}

function truth(field: string, is: boolean): FilterCase {
  const column = field === 'needsDecision' ? 'needs_decision' : field
  return { filter: { [field]: String(is) }, bare: `${column} = ${is ? 1 : 0}`, column }
}

function range(field: 'expires' | 'decide', column: string, from: string | null, to: string | null): FilterCase {
  const bounds = [...(from ? [`${column} >= '${from}'`] : []), ...(to ? [`${column} <= '${to}'`] : [])]
  const filter = { ...(from ? { [`${field}From`]: from } : {}), ...(to ? { [`${field}To`]: to } : {}) }
  return { filter, bare: bounds.join(' and '), column }
}

function search(text: string): FilterCase {
  return {
    filter: { search: text },
    bare: `(instr(name, '${text}') > 0 or instr(unicode_name, '${text}') > 0)`,
    column: 'name, unicode_name',
  }
}

/** By what lists are sorted, and the bare table's column for it. */
export const SORT_COLUMNS: Readonly<Record<DomainSortField, string>> = {
  name: 'name',
  suffix: 'suffix',
  expiresOn: 'expires_on',
  registryExpiresOn: 'registry_expires_on',
  decideBy: 'decide_by',
  cutOffOn: 'decide_by',
  renewsOn: 'decide_by',
  mode: 'mode',
  scope: 'scope',
  timeline: 'timeline',
  holding: 'holding',
  critical: 'critical',
  contradiction: 'contradiction',
  price: 'price_currency, price_minor',
  department: 'department',
  lock: 'lock_level',
  registrar: 'registrar',
  connection: 'connection_name',
  updatedAt: 'updated_at',
}

/** Every column that is filtered or sorted by, each with an index of its own that ends in the name. */
export const INDEXED: readonly string[] = [
  ...new Set([
    ...FILTER_CASES.flatMap(({ column }) => column ?? []).filter((column) => !column.includes(',')),
    ...Object.values(SORT_COLUMNS).filter((column) => column !== 'name'),
  ]),
]
