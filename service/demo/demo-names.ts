import { addDays, addYears, endOfMonth, type IsoDate } from '../../core/calendar/iso-date.ts'
import { type DomainName, parseDomainName } from '../../core/domains/domain-name.ts'
import type { Suffix } from '../../core/domains/suffix.ts'
import type { Currency, MinorUnits, Money } from '../../core/money/money.ts'
import type { RegistrarAutoRenew } from '../../core/renewal/renewal-class.ts'
import { type Chance, makeChance } from './chance.ts'
import { BRANDS, COMPANIES, type DemoConnection, JAPANESE_TOPICS, SUFFIXES, TAGS, TOPICS } from './vocabulary.ts'

/** One name of the demo portfolio, before any rule is set. */
export type DemoName = {
  readonly name: DomainName
  readonly unicodeName: string
  readonly suffix: Suffix
  readonly connection: DemoConnection
  readonly registeredOn: IsoDate
  readonly registryExpiresOn: IsoDate | null
  readonly paidThroughOn: IsoDate | null
  readonly asOf: IsoDate
  readonly registrarAutoRenew: RegistrarAutoRenew
  readonly registryStatuses: readonly string[]
  readonly nameServers: readonly string[]
  readonly department: string | null
  readonly tags: readonly string[]
  readonly price: Money | null
  readonly isCritical: boolean
}

/** Makes `count` different names beside those that are held already, always the same ones for a seed and a day. */
export function* demoNames(
  count: number,
  seed: number,
  today: IsoDate,
  held: Iterable<string> = [],
): Generator<DemoName> {
  const chance = makeChance(seed)
  const seen = new Set(held)
  const bag = SUFFIXES.flatMap((entry) => Array.from({ length: entry.share }, () => entry))
  for (let made = 0, tried = 0; made < count; tried++) {
    const company = tried < COMPANIES.length ? COMPANIES[tried] : undefined
    const entry = company ? SUFFIXES.find(({ suffix }) => suffix === 'co.jp') : chance.pick(bag)
    const label = company ? company.label : makeLabel(chance, tried, entry?.suffix ?? 'com', count)
    const parsed = parseDomainName(`${label}.${entry?.suffix}`)
    if (!entry || !parsed.ok || seen.has(parsed.value.name)) continue
    seen.add(parsed.value.name)
    made++
    yield describeName(parsed.value, entry, company !== undefined, chance, today)
  }
}

const HAS_JAPANESE_NAMES = new Set(['jp', 'com', 'net', 'tokyo'])

/** Brand, topic, year and number in the ways campaigns are named; one in twenty in Japanese where the suffix allows. */
function makeLabel(chance: Chance, n: number, suffix: string, count: number): string {
  const isJapanese = HAS_JAPANESE_NAMES.has(suffix) && chance.next() < 0.06
  const owner = chance.pick([...BRANDS, ...COMPANIES])
  const number = count > 3000 && chance.next() < 0.9 ? String(chance.below(Math.ceil(count / 40))) : ''
  if (isJapanese) return `${owner.japanese}${chance.pick(JAPANESE_TOPICS)}${number}`
  const topic = chance.pick(TOPICS)
  const year = chance.next() < 0.15 ? String(2015 + (n % 12)) : ''
  return chance.next() < 0.12 && number === '' ? owner.label : `${owner.label}-${topic}${year}${number && `-${number}`}`
}

type Parsed = { readonly name: DomainName; readonly unicodeName: string; readonly suffix: Suffix }

function describeName(
  parsed: Parsed,
  entry: (typeof SUFFIXES)[number],
  isMainName: boolean,
  chance: Chance,
  today: IsoDate,
): DemoName {
  const dates = makeDates(chance, parsed.suffix, today)
  const company = chance.pick(COMPANIES)
  const isCritical = isMainName || chance.next() < 0.012
  return {
    ...parsed,
    ...dates,
    connection: chance.pick(entry.at),
    asOf: addDays(today, -chance.below(3)),
    registrarAutoRenew: chance.next() < 0.05 ? 'unknown' : chance.next() < 0.015 ? 'off' : 'on',
    registryStatuses: makeStatuses(chance, parsed.suffix, isCritical),
    nameServers: chance.next() < 0.8 ? ['ns1.aikawa-dns.example', 'ns2.aikawa-dns.example'] : ['ns01.parking.example'],
    department: chance.next() < 0.06 ? null : chance.pick(company.departments),
    tags: [...new Set(TAGS.filter(() => chance.next() < 0.16))],
    price: entry.price && { minor: entry.price[0] as MinorUnits, currency: entry.price[1] as Currency },
    isCritical,
  }
}

/** .jp ends with its month; elsewhere the day of registration comes back. A few names are paid ahead or just over. */
function makeDates(chance: Chance, suffix: Suffix, today: IsoDate) {
  const yearsAgo = 1 + chance.below(14)
  const daysAhead = chance.next() < 0.012 ? -chance.below(40) : chance.below(365)
  const nextDay = addDays(today, daysAhead)
  const isMonthEnd = suffix === 'jp' || suffix.endsWith('.jp')
  const expiry = isMonthEnd ? endOfMonth(nextDay) : nextDay
  const isPaidAhead = chance.next() < 0.05
  return {
    registeredOn: addYears(nextDay, -yearsAgo),
    registryExpiresOn: suffix === 'de' ? null : expiry,
    paidThroughOn: isPaidAhead ? addYears(expiry, 1) : null,
  }
}

function makeStatuses(chance: Chance, suffix: Suffix, isCritical: boolean): readonly string[] {
  const isJp = suffix === 'jp' || suffix.endsWith('.jp')
  const roll = chance.next()
  if (isJp && roll < 0.006) return ['To be suspended']
  if (isJp) return ['Active', ...(isCritical ? ['DomainTransferLocked'] : roll < 0.6 ? ['AgentChangeLocked'] : [])]
  if (isCritical) {
    return ['clientTransferProhibited', 'clientUpdateProhibited', 'clientDeleteProhibited']
  }
  if (roll < 0.003) return ['pendingDelete', 'redemptionPeriod']
  if (roll < 0.006) return ['clientHold']
  return roll < 0.75 ? ['clientTransferProhibited'] : ['ok']
}
