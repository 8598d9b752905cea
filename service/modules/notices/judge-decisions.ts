import type { Kysely } from 'kysely'
import { isInScope, type ReaderScope } from '../../../core/access/reader-scope.ts'
import type { IsoDate, IsoMonth } from '../../../core/calendar/iso-date.ts'
import {
  type DecisionDiff,
  type DecisionFacts,
  type DecisionRow,
  diffDecision,
  type SheetTerms,
} from '../../../core/renewal/decision-diff.ts'
import type { Database } from '../../storage/database.ts'
import type { StoredDomain } from '../domains/domain-state.ts'
import { findClassRows, findDomains } from '../domains/domains.repository.ts'
import { keyOfClass, type RenewalClassRow } from '../renewal-rules/class-store.ts'
import { findNoticeItems, type NoticeItem } from './notices.repository.ts'

/** The notice that a sheet belongs to, and for whom its rows are judged. */
export type DecisionTerms = SheetTerms & {
  readonly account: string
  readonly month: IsoMonth
  readonly scope: ReaderScope
}

/** What a row comes to, with the name it is about where there is one. */
export type JudgedDecision = { readonly diff: DecisionDiff; readonly stored: StoredDomain | null }

/** Holds rows of a sheet against its notice and against the names as they are now. */
export async function judgeDecisions(
  db: Kysely<Database>,
  terms: DecisionTerms,
  rows: readonly DecisionRow[],
): Promise<readonly JudgedDecision[]> {
  const names = rows.map((row) => row.name)
  const items = await findNoticeItems(db, terms.account, terms.month, terms.scope, names)
  const found = await findDomains(db, terms.account, { names: items.map((item) => item.name) })
  const classes = await findClassRows(
    db,
    terms.account,
    found.map(({ row }) => row.class_id),
  )
  const itemByName = new Map(items.map((item): [string, NoticeItem] => [item.name, item]))
  const storedByName = new Map(found.map((stored): [string, StoredDomain] => [stored.state.name, stored]))
  return rows.map((row) => {
    const item = itemByName.get(row.name)
    const stored = storedByName.get(row.name)
    const itsClass = stored && classes.get(stored.row.class_id)
    if (!item || !stored || !itsClass) return { diff: diffDecision(row, null, terms), stored: null }
    const facts = factsOf(item, stored, itsClass, terms.scope)
    return { diff: diffDecision(row, facts, terms), stored }
  })
}

/** A name that is not held any more has no expiry to decide on, so that its row counts as changed since. */
function factsOf(
  item: NoticeItem,
  { row, state }: StoredDomain,
  itsClass: RenewalClassRow,
  scope: ReaderScope,
): DecisionFacts {
  const key = keyOfClass(itsClass)
  return {
    expiresOn: state.holding === 'held' ? (row.expires_on as IsoDate | null) : null,
    decideBy: row.decide_by as IsoDate | null,
    mode: itsClass.mode,
    decision: state.decision,
    critical: key.critical,
    mayDecide: isInScope(scope, state),
    inNotice: { mode: item.mode, decisionMode: item.scope === 'decision' ? item.mode : null },
  }
}
