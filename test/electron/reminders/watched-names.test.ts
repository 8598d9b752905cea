import { describe, expect, it } from 'vitest'
import { type Instant, isoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainItem } from '../../../core/contract/http/domains.ts'
import { ReminderStore } from '../../../electron/main/reminders/reminder-store.ts'
import { readWatchedNames } from '../../../electron/main/reminders/watched-names.ts'

const NOW = '2026-11-02T00:00:00.000Z' as Instant
const AT = '2026-01-01T00:00:00.000Z'
const ME = { user: { id: 'p', name: 'Sato', email: 'sato@example.jp' }, csrfToken: null }
const ACCOUNT = {
  id: 'main',
  name: 'Example',
  timeZone: 'Asia/Tokyo',
  renewLeadDays: 5,
  noticesFrom: '2026-12-01',
  createdAt: AT,
}

function item(name: string, more: Partial<DomainItem>): DomainItem {
  return {
    name,
    unicodeName: name,
    suffix: 'jp',
    expiresOn: isoDate('2026-12-31'),
    registryExpiresOn: isoDate('2026-12-31'),
    paidThroughOn: null,
    decideBy: isoDate('2026-12-24'),
    cutOffOn: isoDate('2026-12-29'),
    renewsOn: isoDate('2026-12-25'),
    renewal: { mode: 'expire', scope: 'suffix', setBy: 'Sato', setAt: AT as Instant },
    timeline: 'active',
    holding: 'held',
    contradiction: false,
    critical: false,
    needsDecision: false,
    registrarAutoRenew: 'unknown',
    locks: { transfer: null, update: null, delete: null, renew: null },
    lockLevel: 'unknown',
    registrar: 'Example',
    connection: { id: 'c', name: 'Import', gateway: 'none' },
    nameServers: [],
    department: null,
    tags: [],
    price: null,
    nextCharge: null,
    blocked: null,
    lapseTold: null,
    updatedAt: AT as Instant,
    ...more,
  }
}

/** A service that answers from a table of paths, and keeps the questions. */
function serviceWith(pages: Record<string, (query: URLSearchParams) => object>) {
  const asked: string[] = []
  const fetch = async (path: string) => {
    asked.push(path)
    const url = new URL(path, 'http://service.example')
    const answer = pages[url.pathname]
    return answer ? Response.json(answer(url.searchParams)) : new Response(null, { status: 401 })
  }
  const store = new ReminderStore(':memory:')
  return { asked, store, deps: { fetch, owner: () => 'embedded', store } }
}

const list = (items: readonly DomainItem[], nextCursor: string | null = null) => ({
  items,
  nextCursor,
  total: items.length,
})
const account = { ...ME, accounts: [{ id: 'main', name: 'Example', roles: [], permissions: [], isLimited: false }] }

describe('reading the names worth a reminder', () => {
  it('asks for what lapses, contradicts or is shielded within 90 days, page by page', async () => {
    const { asked, store, deps } = serviceWith({
      '/api/me': () => account,
      '/api/accounts/main': () => ACCOUNT,
      '/api/accounts/main/domains': (query) => {
        if (query.get('contradiction')) return list([item('twice.jp', { contradiction: true })])
        if (query.get('scope'))
          return list([item('kept.jp', { renewal: { mode: 'renew', scope: 'critical', setBy: null, setAt: null } })])
        return query.get('cursor')
          ? list([item('second.jp', {})])
          : list([item('first.jp', {}), item('twice.jp', { contradiction: true })], 'more')
      },
    })
    expect(await readWatchedNames(deps, NOW)).toBe(true)
    const watched = store.watched('embedded main', isoDate('2026-11-02'), isoDate('2027-01-31'))
    expect(watched.map(({ name, reason }) => `${name} ${reason}`)).toEqual([
      'first.jp lapses',
      'kept.jp shielded',
      'second.jp lapses',
      'twice.jp contradiction',
    ])
    expect(asked.filter((path) => path.includes('decideFrom=2026-11-02&decideTo=2027-01-31'))).toHaveLength(4)
  })

  it('reads nothing while nobody is signed in', async () => {
    const { asked, deps } = serviceWith({})
    expect(await readWatchedNames(deps, NOW)).toBe(false)
    expect(asked).toEqual(['/api/me'])
  })

  it('drops the accounts that the person left', async () => {
    const { store, deps } = serviceWith({ '/api/me': () => ({ ...ME, accounts: [] }) })
    store.finishReading(1, { id: 'embedded main', timeZone: 'Asia/Tokyo' })
    expect(await readWatchedNames(deps, NOW)).toBe(true)
    expect(store.accounts()).toEqual([])
  })
})
