import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantAt, isoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainItem } from '../../../core/contract/http/domains.ts'
import { startService } from '../../../service/main.ts'
import { currentPosition, readChanges } from '../../../service/modules/changes/read-changes.ts'
import { backUpDaily } from '../../../service/storage/backup.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember, type Member } from '../../support/members.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { openTestApi, type TestApi } from '../../support/test-api.ts'

type Change =
  | { kind: 'domain'; domain: DomainItem }
  | { kind: 'gone'; name: string }
  | { kind: 'rules' | 'connections' | 'account' }
type Page = { items: Change[]; nextCursor: string; hasMore: boolean }
const TODAY = isoDate('2026-11-23')

type Reader = Pick<Member, 'get'>

/** A copy of the names that one reader sees, kept by following the feed. */
class Replica {
  readonly names = new Map<string, DomainItem>()
  readonly kinds = new Set<string>()
  readonly gone: string[] = []
  readonly reader: Reader
  cursor = ''

  constructor(reader: Reader) {
    this.reader = reader
  }

  async begin(): Promise<this> {
    this.cursor = (await this.reader.get<Page>('/changes')).body.nextCursor
    return this
  }

  async follow(limit = 100): Promise<void> {
    for (let hasMore = true; hasMore; ) {
      const { body } = await this.reader.get<Page>(`/changes?since=${this.cursor}&limit=${limit}`)
      for (const change of body.items) this.apply(change)
      this.cursor = body.nextCursor
      hasMore = body.hasMore
    }
  }

  private apply(change: Change): void {
    if (change.kind === 'domain') this.names.set(change.domain.name, change.domain)
    else if (change.kind === 'gone') {
      this.names.delete(change.name)
      this.gone.push(change.name)
    } else this.kinds.add(change.kind)
  }
}

const sorted = (names: Iterable<string>) => [...names].sort()

const byName = (items: Iterable<DomainItem>) => [...items].sort((a, b) => (a.name < b.name ? -1 : 1))

async function listed(reader: Reader): Promise<DomainItem[]> {
  return byName((await reader.get<{ items: DomainItem[] }>('/domains?limit=1000')).body.items)
}

describeOnEachDatabase('the feed of changes', (open) => {
  it('begins now, tells names, rules, connections and settings once, and pages through what one change touched', async () => {
    const api = await openTestApi(await open())
    const replica = await new Replica(api).begin()
    for (const name of ['a.jp', 'b.jp', 'c.jp']) await api.post('/domains', { name })
    await api.put('/renewal-rules/account', { mode: 'expire' })
    await api.patch('', { name: 'みずほし' })
    await replica.follow(2)
    expect(sorted(replica.names.keys())).toEqual(['a.jp', 'b.jp', 'c.jp'])
    expect(replica.kinds).toEqual(new Set(['rules', 'connections', 'account']))
    const quiet = await api.get<Page>(`/changes?since=${replica.cursor}`)
    expect(quiet.body).toMatchObject({ items: [], hasMore: false })
  })

  it('tells a limited reader what left their view, and never names they have not seen', async () => {
    const api = await openTestApi(await open())
    const reviewer = await addMember(api, 'departmentReviewer', { departments: ['広報部'] })
    const replica = await new Replica(reviewer).begin()
    await api.post('/domains', { name: 'mine.jp', department: '広報部' })
    await api.post('/domains', { name: 'secret.jp', department: '法務部' })
    await replica.follow()
    expect(sorted(replica.names.keys())).toEqual(['mine.jp'])
    await api.patch('/domains/mine.jp', { department: '法務部' })
    await api.patch('/domains/secret.jp', { note: 'changed' })
    await replica.follow()
    expect(replica.gone).toEqual(['mine.jp'])
  })

  it('tells once that a new day has begun in the account’s zone, for names are nearer to their deadlines then', async () => {
    const api = await openTestApi(await open(), instantAt(TODAY, '23:50', 'America/Los_Angeles'))
    await api.patch('', { timeZone: 'America/Los_Angeles' })
    await api.settleJobs()
    await api.post('/domains', { name: 'a.com', registryExpiresOn: '2026-11-28' })
    const replica = await new Replica(api).begin()
    const follow = async () => {
      replica.kinds.clear()
      await replica.follow()
      return [...replica.kinds]
    }
    expect(await follow()).toEqual([])
    api.deps.clock.moveTo(instantAt(isoDate('2026-11-24'), '00:01', 'America/Los_Angeles'))
    expect(await follow()).toEqual(['rules'])
    expect(await follow()).toEqual([])
    expect(replica.names.size).toBe(0)
  })

  it('asks for a new start when its cursor is ahead of the database, and refuses one that is none', async () => {
    const api = await openTestApi(await open())
    const ahead = Buffer.from(JSON.stringify([`changes ${api.account}`, [999, '', 999, '']])).toString('base64url')
    expect(await api.get(`/changes?since=${ahead}`)).toMatchObject({ status: 410, body: { code: 'resync' } })
    expect(await api.get('/changes?since=rubbish')).toMatchObject({ status: 400, body: { code: 'bad_cursor' } })
  })

  it('asks for a new start when the reader’s limits are others than before', async () => {
    const api = await openTestApi(await open())
    const reviewer = await addMember(api, 'departmentReviewer', { departments: ['A'] })
    await api.post('/domains', { name: 'b.jp', department: 'B' })
    const { nextCursor } = (await reviewer.get<Page>('/changes')).body
    expect((await reviewer.get(`/changes?since=${nextCursor}`)).status).toBe(200)
    const limits = JSON.stringify({ departments: ['A', 'B'] })
    await api.deps.storage.transact((trx) =>
      trx.updateTable('membership').set({ limits }).where('person', '=', reviewer.personId).execute(),
    )
    const widened = await reviewer.get(`/changes?since=${nextCursor}`)
    expect(widened).toMatchObject({ status: 410, body: { code: 'resync' } })
  })

  it('tells that a name has left also where it goes on changing between the statements of each reading', async () => {
    const api = await openTestApi(await open())
    await api.post('/domains', { name: 'restless.jp', department: 'A' })
    const { read } = api.deps.storage
    let since = await currentPosition(read, { account: api.account, today: TODAY })
    await api.patch('/domains/restless.jp', { department: 'B' })
    const racing = read.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        await api.patch('/domains/restless.jp', { note: randomUUID() })
        return result
      },
    })
    const reader = { account: api.account, scope: { kind: 'limited', departments: ['A'] }, today: TODAY } as const
    const told: unknown[] = []
    for (const db of [racing, racing, racing, read]) {
      const { items, next } = await readChanges(db, reader, since, 100)
      told.push(...items)
      since = next
    }
    expect(told).toContainEqual({ kind: 'gone', name: 'restless.jp' })
  })

  it('lets a copy stay equal to the list through any changes, for unlimited and limited readers', async () => {
    const api = await openTestApi(await open())
    const limited = await addMember(api, 'departmentReviewer', { departments: ['A'] })
    const replicas = [await new Replica(api).begin(), await new Replica(limited).begin()]
    const step = fc.record({
      name: fc.constantFrom('a.jp', 'b.jp', 'c.jp', 'd.jp'),
      department: fc.constantFrom('A', 'B'),
      action: fc.constantFrom('add', 'move', 'archive', 'takeBack', 'decide'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const changes = (async () => {
          for (const { name, department, action } of steps) await act(api, name, department, action)
        })()
        // Followed while the changes are being made, and once more when they are.
        await Promise.all(replicas.map((replica) => replica.follow(1)))
        await changes
        for (const replica of replicas) {
          await replica.follow(2)
          expect(byName(replica.names.values())).toEqual(await listed(replica.reader))
        }
      }),
      { numRuns: 15 },
    )
  })
})

async function act(api: TestApi, name: string, department: string, action: string): Promise<void> {
  if (action === 'add') await api.post('/domains', { name, department })
  if (action === 'move') await api.patch(`/domains/${name}`, { department })
  if (action === 'archive') await api.post(`/domains/${name}/archive`)
  if (action === 'takeBack') await api.post(`/domains/${name}/archive`, { holding: 'held' })
  if (action === 'decide') await api.put(`/domains/${name}/renewal`, { mode: 'expire' })
}

describe('the feed of changes after a backup was restored', () => {
  it('asks whoever followed it before for a new start, for good', async () => {
    const dataFolder = temporaryFolder('restored')
    const options = { dataFolder, database: null, clock: null, isSandbox: false }
    let service = await startService(options)
    const call = async (method: string, path: string, body: object | null = null, token = '') => {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        authorization: `Bearer ${token}`,
      }
      const payload = body && JSON.stringify(body)
      const answer = await service.fetch(new Request(`http://127.0.0.1${path}`, { method, headers, body: payload }))
      return { status: answer.status, body: await answer.json() }
    }
    const owner = {
      organisation: 'みずほし',
      name: '佐藤',
      email: 'sato@example.co.jp',
      password: 'correct horse battery',
    }
    const { token, account } = (await call('POST', '/api/setup', owner)).body
    const feed = `/api/accounts/${account.id}/changes`
    const told = (await call('GET', feed, null, token)).body.nextCursor
    const restart = async (restore: boolean) => {
      await service.stop()
      service = await startService({ ...options, restore })
    }
    backUpDaily(dataFolder, '2026-11-22')
    for (const restore of [true, false]) {
      await restart(restore)
      expect(await call('GET', `${feed}?since=${told}`, null, token)).toMatchObject({
        status: 410,
        body: { code: 'resync' },
      })
    }
    const since = (await call('GET', feed, null, token)).body.nextCursor
    await restart(false)
    expect(await call('GET', `${feed}?since=${since}`, null, token)).toMatchObject({ status: 200, body: { items: [] } })
    await service.stop()
  })
})
