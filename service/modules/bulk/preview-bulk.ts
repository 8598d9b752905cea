import type { Kysely } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import type { Selection } from '../../../core/contract/http/bulk.ts'
import { toWireMoney, type WireMoney } from '../../../core/money/money.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import type { MoneyChange, RulesOf } from '../../../core/renewal/preview.ts'
import type { RenewalClassKey } from '../../../core/renewal/renewal-class.ts'
import { takeStep } from '../../../core/renewal/renewal-step.ts'
import { systemNow } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { newId } from '../../ids.ts'
import type { Database } from '../../storage/database.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import { untouchableLimits } from '../accounts/role-limits.ts'
import { currentSeq } from '../changes/event-source.ts'
import { readRenewalPricesOn } from '../domains/renewal-price-on.ts'
import { readRenewalTerms } from '../orders/order-renewals.ts'
import { readRules } from '../renewal-rules/renewal-rules.repository.ts'
import * as repository from './bulk.repository.ts'
import { type BulkChange, type ConfirmedOrder, changeOf, isRenewalStep, storedParams } from './bulk-action.ts'
import { type NameClass, readClasses } from './classes.ts'
import { packIds } from './id-snapshot.ts'
import { type JudgeTerms, judgeName } from './judge-name.ts'
import { valueColumns } from './name-values.ts'
import { type PreviewTally, previewTally, type SkippedName, type TalliedPreview } from './preview-tally.ts'
import { selectedNames } from './selection.ts'

/** Previews that were never carried out are forgotten after this. */
const KEEP_DAYS = 30

const PRICE = ['price_currency', 'price_minor'] as const

/**
 * What a bulk change would do to the names of a selection that the caller sees. Unfit names are left out with the
 * reason; the rest is kept as a snapshot that can be carried out once.
 */
export async function previewBulk(deps: Deps, by: AccountCaller, selection: Selection, confirmed: ConfirmedOrder) {
  const db = deps.storage.read
  // First, so that whatever changes while the names are read counts as changed since.
  const changeSeq = await currentSeq(db, by.account)
  const change = changeOf(confirmed)
  const terms = await readTerms(deps, by, change)
  const stepped = (key: RenewalClassKey) => (isRenewalStep(change) ? takeStep(key, change) : key)
  const priceOn = await readRenewalPricesOn(db, by.account, terms.today)
  const tally = previewTally(terms.today, await readRulesOf(db, by.account), stepped, priceOn)
  const charge = await addUp(db, by, selection, { change, terms, tally })
  const found = tally.finish()
  const previewId = newId()
  await deps.storage.transact(async (trx) => {
    await repository.deletePreviewsBefore(trx, by.account, agoInDays(KEEP_DAYS))
    await repository.insertPreview(trx, {
      account: by.account,
      id: previewId,
      person: by.personId,
      action: confirmed.order.action,
      params: storedParams(confirmed),
      change_seq: changeSeq,
      domains: packIds(found.ids),
      names: found.ids.length,
      job: null,
      created_at: systemNow(),
    })
  })
  return { previewId, charge, ...(await describe(db, by.account, found)) }
}

async function readTerms(deps: Deps, by: AccountCaller, change: BulkChange): Promise<JudgeTerms> {
  const account = await findAccount(deps.storage.read, by.account)
  invariant(account, 'the account of a caller exists')
  const limits = await untouchableLimits(deps.storage.read, by.account, by.actor.scope)
  const origin = { account: by.account, now: deps.clock.now() }
  const renewals = change.kind === 'renew' ? await readRenewalTerms(deps.storage.read, origin, change.years) : null
  return { today: deps.clock.today(account.time_zone), limits, renewals }
}

async function readRulesOf(db: Kysely<Database>, account: string): Promise<RulesOf> {
  const rules = await readRules(db, account)
  return ({ suffix }) => ({ account: rules.account.mode, suffix: rules.suffixes.get(suffix)?.mode ?? null })
}

type Work = { readonly change: BulkChange; readonly terms: JudgeTerms; readonly tally: PreviewTally }

async function addUp(
  db: Kysely<Database>,
  by: AccountCaller,
  selection: Selection,
  { change, terms, tally }: Work,
): Promise<WireMoney | null> {
  const classes = new Map<number, NameClass>()
  let charge = 0
  const reader = { account: by.account, scope: by.actor.scope, today: terms.today }
  for await (const { rows, unknown } of selectedNames(db, reader, selection, [
    ...valueColumns(change.kind),
    ...PRICE,
  ])) {
    for (const text of unknown) tally.skip({ code: 'unknown', text })
    await readClasses(db, by.account, rows, classes)
    for (const row of rows) {
      const its = classes.get(row.class_id)
      invariant(its, 'the class of each name was read')
      const verdict = judgeName(change, row, its, terms)
      if (verdict === 'change') {
        tally.change(row, its.key)
        charge += terms.renewals?.priceOf(its.key.suffix) ?? 0
      } else if (verdict === 'same') tally.same()
      else tally.skip({ code: verdict, id: row.id })
    }
  }
  return terms.renewals ? wireYen(charge) : null
}

async function describe(db: Kysely<Database>, account: string, found: TalliedPreview) {
  const idOf = (name: SkippedName) => ('id' in name ? [name.id] : [])
  const names = await repository.namesOf(db, account, [...found.flipping, ...found.skipped.flatMap(idOf)])
  const nameOf = (id: number) => names.get(id) ?? ''
  return {
    affected: found.ids.length,
    unchanged: found.unchanged,
    skipped: found.skipped.map((name) => ({ name: 'id' in name ? nameOf(name.id) : name.text, code: name.code })),
    skippedCounts: found.skippedCounts,
    flips: { count: found.preview.flips.count, sample: found.flipping.map(nameOf) },
    shielded: found.preview.shielded,
    tooLate: found.preview.tooLate,
    money: { next90: wireChange(found.preview.money.next90), next365: wireChange(found.preview.money.next365) },
  }
}

function wireChange({ before, after, unpriced }: MoneyChange) {
  return { before: before.map(toWireMoney), after: after.map(toWireMoney), unpriced }
}

function agoInDays(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString()
}
