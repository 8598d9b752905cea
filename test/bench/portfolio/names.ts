import { addDays, endOfMonth, type Instant, type IsoDate, isoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import { toALabels } from '../../../core/domains/idna.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import { listSuffixes } from '../../../core/domains/tld-catalogue.ts'
import type { Currency, MinorUnits } from '../../../core/money/money.ts'
import { type DomainState, newDomainFacts } from '../../../service/modules/domains/domain-state.ts'
import type { Random } from './random.ts'

export const TODAY = isoDate('2026-11-23')
export const NOW = '2026-11-23T00:00:00.000Z' as Instant
export const CONNECTIONS = ['r1', 'r2', 'r3', 'r4'] as const

const SYLLABLES = 'ka ki ku sa shi su ta chi to na ni ha hi ma mi mo ya yu ra ri ro wa tokyo shop net pro'.split(' ')
const KANJI = '東京 日本 商事 銀行 観光 株式 電機 食品 大阪 証券'.split(' ')
const MAIN_SUFFIXES = ['com', 'jp', 'co.jp', 'net', 'org', 'tokyo']
const OTHER_SUFFIXES = 'cn de co.uk info biz shop xyz online site app dev io ai eu fr asia tw kr in com.au ne.jp or.jp'
const USUAL_STATUSES = [['ok'], ['clientTransferProhibited'], ['clientTransferProhibited', 'clientUpdateProhibited']]
const RARE_STATUSES = [
  [],
  ['clientHold'],
  ['redemptionPeriod'],
  ['pendingDelete'],
  ['autoRenewPeriod'],
  ['pendingTransfer'],
]

/** 300 suffixes, weighted as a portfolio has them: six carry most names. */
export function suffixBag(): readonly [Suffix, ...Suffix[]] {
  const middle = OTHER_SUFFIXES.split(' ')
  const known = new Set([...MAIN_SUFFIXES, ...middle])
  const rest = listSuffixes()
    .map(({ suffix }) => suffix)
    .filter((suffix) => !known.has(suffix) && /^[a-z]+$/.test(suffix))
    .slice(0, 300 - known.size)
  const weighted = [
    ...MAIN_SUFFIXES.flatMap((suffix) => Array<string>(150).fill(suffix)),
    ...middle.flatMap((suffix) => Array<string>(15).fill(suffix)),
    ...rest,
  ]
  return weighted as unknown as [Suffix, ...Suffix[]]
}

/** One name of a portfolio: mostly plain, some kanji, some undated, some expired, a few critical or decided. */
export function makeName(index: number, random: Random, suffixes: readonly [Suffix, ...Suffix[]]): DomainState {
  const suffix = random.pick(suffixes)
  const spelling = makeSpelling(index, random, suffix)
  const expiry = makeExpiry(random, suffix)
  const connection = random.pick(CONNECTIONS)
  const stamp = { by: 'sato', at: NOW }
  const mode = random.chance(0.5) ? ('renew' as const) : ('expire' as const)
  const known = { source: 'import', asOf: random.chance(0.9) ? TODAY : addDays(TODAY, -60) } as const
  return {
    ...newDomainFacts(connection),
    ...spelling,
    suffix,
    registryExpiresOn: expiry,
    paidThroughOn: random.chance(0.02) && expiry ? addDays(expiry, 365) : null,
    registrarAutoRenew: connection === 'r4' ? 'unknown' : random.chance(0.9) ? 'on' : 'off',
    statuses: random.chance(0.005) ? random.pick(toPick(RARE_STATUSES)) : random.pick(toPick(USUAL_STATUSES)),
    locks: { transfer: random.chance(0.6), update: random.chance(0.1), delete: random.chance(0.1), renew: null },
    holding: random.chance(0.01) ? random.pick(['relinquished', 'transferredOut', 'lapsed', 'archived']) : 'held',
    nameServers: ['ns1.example.com', 'ns2.example.com'],
    price: random.chance(0.9)
      ? { minor: (1000 + 10 * random.below(400)) as MinorUnits, currency: 'JPY' as Currency }
      : null,
    department: random.chance(0.1) ? null : `部門${random.below(60)}`,
    tags: random.chance(0.2) ? [`tag${random.below(30)}`] : [],
    rule: random.chance(0.03) ? { ...stamp, mode } : null,
    decision: random.chance(0.02) && expiry ? { ...stamp, mode, forExpiry: expiry, via: 'person' } : null,
    critical: random.chance(0.02) ? stamp : null,
    provenance: { registryExpiresOn: known, statuses: known },
  }
}

function makeSpelling(index: number, random: Random, suffix: string) {
  const tail = index.toString(36)
  const syllable = () => SYLLABLES[random.below(SYLLABLES.length)] ?? 'ka'
  if (index % 50 !== 0) {
    const name = `${syllable()}${syllable()}${syllable()}${tail}.${suffix}` as DomainName
    return { name, unicodeName: name as string }
  }
  const kanji = () => KANJI[random.below(KANJI.length)] ?? '東京'
  const unicodeName = `${kanji()}${kanji()}${tail}.${suffix}`
  return { name: (toALabels(unicodeName) ?? unicodeName) as DomainName, unicodeName }
}

/** From two months ago to two years ahead; .jp ends with its month; one in fifty is not known. */
function makeExpiry(random: Random, suffix: string): IsoDate | null {
  if (random.chance(0.02)) return null
  const day = addDays(TODAY, random.below(790) - 60)
  return suffix === 'jp' || suffix.endsWith('.jp') ? endOfMonth(day) : day
}

function toPick<T>(values: readonly T[]): readonly [T, ...T[]] {
  return values as unknown as [T, ...T[]]
}
