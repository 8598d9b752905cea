import { isEligibleForCorporateTerms } from '../../../core/billing/corporate-service.ts'
import type { Quote } from '../../../core/billing/document.ts'
import { taxLines, type UnspreadLine } from '../../../core/billing/document-lines.ts'
import type { PriceBook, PricedOperation } from '../../../core/billing/price-list.ts'
import { DEFAULT_TAX_RATE, taxPercentOn } from '../../../core/billing/tax-rate.ts'
import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { parseDomainName } from '../../../core/domains/domain-name.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Answer, json, keepAnswer } from '../../http/handle.ts'
import { invalidField, Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { assertComplete } from '../billing-profile/complete-issuer.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { documentRow } from '../documents/document-row.ts'
import { insertDocuments, takeNumber } from '../documents/documents.repository.ts'
import { readDetail } from '../documents/read-documents.ts'
import { type Parties, readParties } from '../documents/read-parties.ts'
import { pricesFor } from '../prices/read-price.ts'

export type QuotedName = { readonly operation: PricedOperation; readonly name: string; readonly years: number }

export type QuoteRequest = {
  readonly items: readonly QuotedName[]
  readonly subject?: string | undefined
  readonly note?: string | undefined
  readonly validUntil?: IsoDate | undefined
}

const VALID_DAYS = 30
const MOST_DAYS = 90

/** Makes a quote at the prices and tax rates of today and answers with it. Open to accounts with corporate terms. */
export async function makeQuote(deps: Deps, by: AccountCaller, request: QuoteRequest): Promise<Answer> {
  const now = deps.clock.now()
  const made = await deps.storage.transact(async (trx) => {
    await nextChange(trx, by.account, 'billing')
    const parties = await readParties(trx, by.account, now)
    const { row: issuer, issuedOn } = parties
    assertEligible(parties)
    assertComplete(issuer)
    const validUntil = lastDay(request.validUntil, issuedOn)
    const lines = quotedLines(request.items, await pricesFor(trx, by.account, issuedOn), issuedOn)
    const content: Quote = {
      kind: 'quote',
      number: await takeNumber(trx, issuer.id, 'quote', issuedOn),
      revision: 1,
      issuedOn,
      issuer: parties.issuer,
      recipient: parties.recipient,
      note: request.note || null,
      subject: request.subject || null,
      validUntil,
      ...taxLines(lines),
      terms: termsOf(parties),
    }
    const origin = { at: now, person: by.personId }
    await insertDocuments(trx, [documentRow(content, { ...origin, account: by.account, issuer: issuer.id })])
    const after = { total: content.total, validUntil, names: lines.length }
    const request_ = { address: by.address, requestId: by.requestId, subject: content.number, after }
    await appendAudit(trx, by.account, { ...origin, ...request_, action: 'quote.make' })
    const reading = { storage: { read: trx }, clock: deps.clock }
    const answer = json(201, await readDetail(reading, by.account, 'quote', content.number))
    await keepAnswer(by, trx, answer)
    return answer
  })
  deps.events.nudge(by.account)
  return made
}

function assertEligible({ profile, row, issuedOn }: Parties): void {
  const from = row.corporate_service_from as IsoDate | null
  if (!isEligibleForCorporateTerms(profile.plan, from, issuedOn)) throw new Refusal('corporate_plan_required')
}

/** As the account pays: month-end terms, an invoice over what goes below zero, or from the balance. */
function termsOf({ profile }: Parties): Quote['terms'] {
  if (profile.terms === 'corporate') return 'corporate'
  return profile.overdraft_policy === 'none' ? 'prepaid' : 'standard'
}

function lastDay(given: IsoDate | undefined, issuedOn: IsoDate): IsoDate {
  if (given === undefined) return addDays(issuedOn, VALID_DAYS)
  const last = addDays(issuedOn, MOST_DAYS)
  if (given >= issuedOn && given <= last) return given
  throw invalidField('/validUntil', 'bad_day', `A day from ${issuedOn} to ${last}.`)
}

function quotedLines(items: readonly QuotedName[], prices: PriceBook, day: IsoDate): readonly UnspreadLine[] {
  const seen = new Set<string>()
  return items.map(({ operation, name: text, years }, index) => {
    const pointer = `/items/${index}/name`
    const parsed = parseDomainName(text)
    if (!parsed.ok) {
      const detail = `"${text}" is no name that can be registered (${parsed.error.code}).`
      throw new Refusal('bad_name', { detail, errors: [{ pointer, code: parsed.error.code, detail }] })
    }
    const { name, suffix, unicodeName } = parsed.value
    if (seen.has(name)) throw invalidField(pointer, 'repeated', `${unicodeName} is in this quote twice.`)
    seen.add(name)
    const price = prices.priceOf({ suffix, operation, years })
    if (!price) {
      const detail = `${unicodeName} has no price for this operation and term.`
      throw new Refusal('no_price', { detail, errors: [{ pointer, code: 'no_price', detail }] })
    }
    return {
      subject: { kind: 'domain', operation, name },
      suppliedOn: null,
      quantity: years,
      unit: 'year',
      code: DEFAULT_TAX_RATE,
      percent: taxPercentOn(DEFAULT_TAX_RATE, day),
      total: price.amount,
      entry: null,
    } as const
  })
}
