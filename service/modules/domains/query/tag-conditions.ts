import { type Kysely, sql } from 'kysely'
import type { Choice } from '../../../../core/portfolio/domain-filter.ts'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import { textList } from '../../../storage/json-list.ts'
import { type Branch, negated, positive, type RowCondition } from './name-condition.ts'

/** The empty text stands for "no tags". */
export function tagConditions(db: Kysely<Database>, account: string, choice: Choice<string>): readonly RowCondition[] {
  const { in: wanted, notIn: unwanted } = choice
  const named = wanted.filter((value) => value !== '')
  const isNotNamed = unwanted.filter((value) => value !== '')
  const isTagged = tagIn(db, account, null)
  const conditions: RowCondition[] = []
  if (named.length > 0 && wanted.includes('')) conditions.push(noTagBut(db, account, named))
  else if (wanted.includes('')) conditions.push(negated(isTagged))
  else if (named.length > 0) conditions.push(positive(tagIn(db, account, named)))
  if (isNotNamed.length > 0) conditions.push(negated(tagIn(db, account, isNotNamed)))
  if (unwanted.includes('')) conditions.push(positive(isTagged))
  return conditions
}

/** Names with one of the tags; with any where none is given. */
export function tagIn(db: Kysely<Database>, account: string, tags: readonly string[] | null): Branch {
  const [only] = tags ?? []
  const isSole = tags?.length === 1 && only !== undefined
  const isOne = tags === null ? sql`1 = 1` : isSole ? sql`tag = ${only}` : sql`tag in ${textList(dialectOf(db), tags)}`
  const number = isSole ? sql`count(*)` : sql`count(distinct domain)`
  const ids = sql`select domain from domain_tag where account = ${account} and ${isOne}`
  return {
    classes: null,
    test: sql`exists (${ids} and domain_tag.domain = domain.id)`,
    // By its id, which every index has.
    columns: [],
    found: {
      ids,
      count: sql`select ${number} as names from domain_tag where account = ${account} and ${isOne}`,
    },
  }
}

/** Names with one of the tags or with none, said as: not tagged without having one of them. */
function noTagBut(db: Kysely<Database>, account: string, tags: readonly string[]): RowCondition {
  const list = textList(dialectOf(db), tags)
  const withIt = sql`select domain from domain_tag where account = ${account} and tag in ${list}`
  const ids = sql`select domain from domain_tag where account = ${account} and domain not in (${withIt})`
  return negated({
    classes: null,
    test: sql`(domain.tags <> '[]' and not exists (${withIt} and domain_tag.domain = domain.id))`,
    columns: ['tags'],
    found: {
      ids,
      count: sql`select count(*) as names from (select distinct domain from (${ids}) as tagged) as others`,
    },
  })
}
