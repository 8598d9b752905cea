import { Hono } from 'hono'
import { addDays, isoDate } from '../../core/calendar/iso-date.ts'
import type { DomainDetail, DomainItem } from '../../core/contract/http/domains.ts'
import { currencySchema } from '../../core/money/money.ts'

/**
 * A stand-in for the account service where only the page is looked at: `size` names that are computed from their
 * position, so a million costs nothing. It keeps no state; what the service decides is tested on the service.
 */
const TODAY = isoDate('2026-11-30')

const SUFFIXES = ['co.jp', 'jp', 'com', 'net', 'tokyo.jp', 'shop', 'cn', 'de', 'app', '東京'] as const
const WORDS = ['sakura', 'fuji', 'hikari', 'minato', 'aozora', 'kaede', 'tsubaki', 'nagi', 'midori', 'hinode'] as const
const THINGS = ['store', 'cloud', 'bank', 'life', 'works', 'energy', 'foods', 'travel', 'lab', 'mobile'] as const
const DEPARTMENTS = ['ブランド戦略室', '情報システム部', '広報部', 'EC事業部', null, '海外事業部'] as const
const REGISTRARS = ['お名前.com', 'GMOブランドセキュリティ', 'GoDaddy', 'CSC'] as const
const SCOPES = ['account', 'suffix', 'suffix', 'domain', 'decision', 'critical'] as const
const LEVELS = ['transfer', 'full', 'none', 'registry', 'unknown', 'partial'] as const

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

export function mockDomain(index: number): DomainItem {
  const suffix = at(SUFFIXES, index * 7)
  const name = `${at(WORDS, index)}-${at(THINGS, Math.floor(index / 10))}-${String(index).padStart(7, '0')}.${suffix}`
  const expiresOn = addDays(TODAY, (index * 37) % 720)
  const scope = at(SCOPES, index * 5)
  const mode = scope !== 'critical' && index % 6 === 1 ? 'expire' : 'renew'
  const needsDecision = (index * 37) % 720 < 95
  const cutOffOn = addDays(expiresOn, -2)
  const level = at(LEVELS, index * 11)
  return {
    name,
    unicodeName: index % 23 === 0 ? `株式会社桜-${index}.${suffix}` : name,
    suffix,
    expiresOn,
    registryExpiresOn: expiresOn,
    paidThroughOn: null,
    cutOffOn,
    decideBy: addDays(cutOffOn, -5),
    renewsOn: addDays(cutOffOn, -4),
    renewal: { mode, scope, setBy: '佐藤 花子', setAt: '2026-10-03T01:00:00.000Z' },
    timeline: needsDecision ? 'decide' : 'active',
    holding: 'held',
    contradiction: index % 31 === 3,
    critical: scope === 'critical',
    needsDecision,
    registrarAutoRenew: index % 31 === 3 ? 'off' : 'on',
    locks: { transfer: level !== 'none', update: level === 'full', delete: level === 'full', renew: false },
    lockLevel: level,
    registrar: at(REGISTRARS, index * 3),
    connection: { id: `c${index % 4}`, name: at(REGISTRARS, index * 3), gateway: 'none' },
    nameServers: ['ns1.example.jp', 'ns2.example.jp'],
    department: at(DEPARTMENTS, index * 5),
    tags: index % 3 === 0 ? ['主要ブランド', 'EC'] : [],
    price:
      index % 17 === 5 ? null : { amount: String(1480 + (index % 9) * 500), currency: currencySchema.parse('JPY') },
    nextCharge: null,
    blocked: null,
    lapseTold: null,
    updatedAt: '2026-11-29T03:00:00.000Z',
  }
}

function mockDetail(index: number): DomainDetail {
  const row = mockDomain(index)
  const stamp = { setBy: '佐藤 花子', setAt: '2026-10-03T01:00:00.000Z' }
  return {
    ...row,
    registeredOn: isoDate('2011-04-05'),
    note: null,
    registryStatuses: ['clientTransferProhibited'],
    stateUntil: null,
    saveBy: row.expiresOn && addDays(row.expiresOn, 30),
    rules: {
      account: { mode: 'renew', ...stamp },
      suffix: { mode: 'renew', ...stamp },
      domain: null,
      decision: null,
      critical: null,
      release: null,
    },
    explanation: { key: 'renewsBySuffix', args: {} },
    provenance: { registryExpiresOn: { source: 'import', asOf: TODAY } },
  }
}

/** The API with just enough behind it for pages and benches. `account` is always `main`. */
export function createPortfolioMock(size: number): Hono {
  const app = new Hono()
  const base = '/api/accounts/main'
  const empty = { items: [], nextCursor: null, total: 0 }
  const job = finishedJob()
  app.get('/api/health', (c) => c.json(health()))
  app.get('/api/me', (c) => c.json(me()))
  app.get(base, (c) => c.json(account()))
  app.get(`${base}/domains`, (c) => {
    const offset = Number(c.req.query('offset') ?? 0)
    const limit = Number(c.req.query('limit') ?? 100)
    const search = c.req.query('search')
    const found = search ? Math.min(size, search.length * 7) : size
    const length = Math.max(0, Math.min(limit, found - offset))
    return c.json({
      items: Array.from({ length }, (_, step) => mockDomain(offset + step)),
      nextCursor: null,
      total: found,
    })
  })
  app.get(`${base}/domains/:name`, (c) => c.json(mockDetail(Number(/(\d+)/.exec(c.req.param('name'))?.[1] ?? 0))))
  app.get(`${base}/domains/:name/history`, (c) => c.json(empty))
  app.post(`${base}/domains/bulk`, async (c) => {
    const body = (await c.req.json()) as { previewId?: string; selection?: { names?: string[] } }
    if (body.previewId) return c.json({ job: { id: job.id } }, 202)
    return c.json(preview(body.selection?.names?.length ?? size))
  })
  app.get(`${base}/domain-facets`, (c) => c.json(facets(size)))
  app.get(`${base}/views`, (c) => c.json({ items: [] }))
  app.get(`${base}/forecast`, (c) => c.json(forecast()))
  app.get(`${base}/jobs`, (c) => c.json({ ...empty, items: [job], total: 1 }))
  app.get(`${base}/jobs/:id`, (c) => c.json(job))
  app.get(
    `${base}/events`,
    () => new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } }),
  )
  app.notFound((c) => c.json({ type: 'about:blank', title: 'x', status: 404, code: 'not_found', requestId: 'r' }, 404))
  return app
}

const money = (amount: string) => [{ amount, currency: currencySchema.parse('JPY') }]

function health() {
  const clock = { now: `${TODAY}T03:00:00.000Z`, isSetByHand: true }
  return {
    status: 'ok',
    version: '0.1.0',
    database: 'sqlite',
    isSetUp: true,
    isSandbox: true,
    problem: null,
    setupCodeRequired: false,
    clock,
  }
}

function me() {
  const permissions = ['domains.read', 'domains.update', 'domains.export', 'domains.critical', 'imports.run']
  const more = [
    'renewal.read',
    'renewal.decide',
    'renewal.rules',
    'views.read',
    'jobs.read',
    'forecast.read',
    'account.read',
  ]
  return {
    user: { id: 'u1', name: '佐藤 花子', email: 'sato@example.co.jp' },
    accounts: [
      {
        id: 'main',
        name: '桜ホールディングス',
        roles: ['owner'],
        permissions: [...permissions, ...more],
        isLimited: false,
      },
    ],
    csrfToken: 'x',
  }
}

function account() {
  const createdAt = '2026-01-05T00:00:00.000Z'
  return {
    id: 'main',
    name: '桜ホールディングス',
    timeZone: 'Asia/Tokyo',
    renewLeadDays: 5,
    language: 'ja',
    noticesFrom: '2026-02-01',
    createdAt,
    plan: 'standard',
    terms: 'standard',
    issuer: 'main',
    holidayShift: 'next',
    overdraft: { policy: 'none' },
    paymentMethod: 'bankTransfer',
    delivery: 'mail',
    recipient: {
      name: null,
      department: null,
      postalCode: null,
      address: null,
      email: null,
      registrationNumber: null,
    },
    debitAccount: null,
    reversal: { until: null, days: null },
    lowBalanceAt: null,
  }
}

function preview(affected: number) {
  const span = { before: money('4820000'), after: money('3110000'), unpriced: 12 }
  return {
    previewId: 'p1',
    affected,
    unchanged: 3,
    skipped: [{ name: mockDomain(5).name, code: 'critical_needs_confirmation' }],
    skippedCounts: { critical_needs_confirmation: 1 },
    flips: { count: Math.max(affected - 2, 0), sample: [mockDomain(1).name, mockDomain(7).name] },
    shielded: 0,
    tooLate: 1,
    money: { next90: span, next365: span },
  }
}

function facets(size: number) {
  const spread = (values: readonly string[]) =>
    values.map((value, index) => ({ value, count: Math.ceil(size / (index + 2)) }))
  return {
    total: size,
    facets: {
      suffix: spread(SUFFIXES),
      department: spread(DEPARTMENTS.filter((value) => value !== null)),
      tag: spread(['主要ブランド', 'EC']),
      registrar: spread(REGISTRARS),
      mode: spread(['renew', 'expire']),
      timeline: spread(['active', 'decide']),
    },
  }
}

function forecast() {
  const span = (names: number) => ({ names, money: money(String(names * 3000)), unpriced: 0 })
  const months = Array.from({ length: 12 }, (_, index) => ({
    month: `2027-${String(index + 1).padStart(2, '0')}`,
    renew: span(100 + ((index * 53) % 170)),
    expire: span(12 + ((index * 31) % 40)),
  }))
  return { from: TODAY, to: '2027-11-30', months, total: { renew: span(2100), expire: span(310) }, funds: null }
}

function finishedJob() {
  const at = '2026-11-30T02:00:00.000Z'
  return {
    id: 'j1',
    kind: 'bulk',
    state: 'done',
    total: 240,
    done: 238,
    skipped: 1,
    failures: [{ name: mockDomain(5).name, code: 'conflict' }],
    failureCounts: { conflict: 1 },
    problem: null,
    canCancel: false,
    canRetry: true,
    canUndo: true,
    createdAt: at,
    startedAt: at,
    finishedAt: at,
    createdBy: '佐藤 花子',
    summary: {},
  }
}
