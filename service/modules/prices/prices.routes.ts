import {
  livingLines,
  type Price,
  type PriceChange,
  type PriceKey,
  type PriceLine,
} from '../../../core/billing/price-list.ts'
import { PRICE_CURRENCY, parsePrice } from '../../../core/billing/price-row.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import * as contract from '../../../core/contract/http/prices.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import { parseSuffix, type Suffix } from '../../../core/domains/suffix.ts'
import { toWireMoney } from '../../../core/money/money.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { invalidField } from '../../refusal.ts'
import { priceFile, readPriceFile } from './price-file.ts'
import { listDay, readList, readOverrides, setListPrices, setOverride } from './prices.service.ts'
import { billingDay, pricesNow } from './read-price.ts'

export function priceRoutes(deps: Deps): readonly Handled[] {
  return [...accountPriceRoutes(deps), ...priceListRoutes(deps)]
}

/** What one account pays. */
function accountPriceRoutes(deps: Deps): readonly Handled[] {
  const overridesOf = async (account: string, suffixes?: readonly string[]) => {
    const today = await billingDay(deps.storage.read, account, deps.clock.now())
    return livingLines(await readOverrides(deps, account, { suffixes }), today).map((line) => describeLine(line, today))
  }
  return [
    handle(contract.listPrices, async ({ by, query }) => {
      const { prices } = await pricesNow(deps.storage.read, by.account, deps.clock.now())
      const found = prices.filter(matches(query))
      return json(200, pageOf(found.map(describePrice), `prices ${filterText(query)}`, query))
    }),
    handle(contract.listPriceOverrides, async ({ by }) => json(200, { items: await overridesOf(by.account) })),
    handle(contract.putPriceOverride, async ({ by, params, body }) => {
      const suffix = readSuffix(params.suffix)
      const today = await billingDay(deps.storage.read, by.account, deps.clock.now())
      await setOverride(deps, by, readChange(suffix, body, today))
      return json(200, { suffix, prices: await overridesOf(by.account, [suffix]) })
    }),
  ]
}

/** The list that all accounts share. */
function priceListRoutes(deps: Deps): readonly Handled[] {
  const linesOf = async (suffixes?: readonly string[]) => {
    const today = await listDay(deps)
    return livingLines(await readList(deps, { suffixes }), today).map((line) => describeLine(line, today))
  }
  return [
    handle(contract.listPriceList, async ({ query }) => {
      const found = (await linesOf()).filter(matches(query))
      return json(200, pageOf(found, `price list ${filterText(query)}`, query))
    }),
    handle(contract.getSuffixPrices, async ({ params }) => {
      const suffix = readSuffix(params.suffix)
      return json(200, { suffix, prices: await linesOf([suffix]) })
    }),
    handle(contract.putSuffixPrice, async ({ by, params, body }) => {
      const suffix = readSuffix(params.suffix)
      await setListPrices(deps, by.personId, [readChange(suffix, body, await listDay(deps))])
      return json(200, { suffix, prices: await linesOf([suffix]) })
    }),
    handle(contract.exportPrices, async ({ query }) => {
      const file = priceFile(await readList(deps), await listDay(deps), query.language ?? 'ja')
      return new Response(file, {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="prices.csv"',
          'cache-control': 'no-store',
        },
      })
    }),
    handle(contract.importPrices, async ({ by, query, file }) => {
      const { changes, refused } = await readPriceFile(file ?? new Uint8Array(), await listDay(deps))
      const isTrial = query.dryRun === 'true'
      const changed = await setListPrices(deps, by.personId, changes, { isTrial })
      return json(200, { changed: changed.length, same: changes.length - changed.length, refused })
    }),
  ]
}

function readSuffix(text: string): Suffix {
  const suffix = parseSuffix(text)
  if (suffix) return suffix
  throw invalidField('/suffix', 'bad_suffix', `"${text}" is not a domain suffix such as co.jp.`)
}

function readChange(suffix: Suffix, body: contract.PriceChangeBody, today: IsoDate): PriceChange {
  const { operation, years, amount, from } = body
  return { suffix, operation, years, amount: amount === null ? null : readAmount(amount), from: from ?? today }
}

function readAmount(amount: NonNullable<contract.PriceChangeBody['amount']>) {
  const text = typeof amount === 'string' ? amount : amount.amount
  const isYen = typeof amount === 'string' || amount.currency === PRICE_CURRENCY
  if (!isYen) throw invalidField('/amount/currency', 'bad_currency', 'Prices are in JPY.')
  const price = parsePrice(text)
  if (price.ok) return price.value
  throw invalidField('/amount', price.error, 'A price is a positive whole number of yen, tax included.')
}

type Filters = { readonly suffix?: string | undefined; readonly operation?: string | undefined }

function matches({ suffix, operation }: Filters): (one: PriceKey | contract.PriceLineView) => boolean {
  const wanted = suffix === undefined ? undefined : (parseSuffix(suffix) ?? suffix)
  return (one) =>
    (wanted === undefined || one.suffix === wanted) && (operation === undefined || one.operation === operation)
}

function filterText({ suffix, operation }: Filters): string {
  return JSON.stringify([suffix, operation])
}

type Page = {
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
  readonly offset?: number | undefined
}

function pageOf<T>(all: readonly T[], list: string, query: Page) {
  const start = pageStart(list, query)
  const items = all.slice(start, start + (query.limit ?? DEFAULT_LIMIT))
  return { items, nextCursor: nextPage(list, start, items.length, all.length), total: all.length }
}

function describePrice({ suffix, operation, years, amount, from, source, isExample }: Price) {
  return { suffix, operation, years, price: wire(amount), from, source, isExample }
}

function describeLine({ suffix, operation, years, amount, from, isExample }: PriceLine, today: IsoDate) {
  return {
    suffix,
    operation,
    years,
    amount: amount === null ? null : wire(amount),
    from,
    holds: from <= today,
    isExample,
  }
}

function wire(minor: Price['amount']) {
  return toWireMoney({ minor, currency: PRICE_CURRENCY })
}
