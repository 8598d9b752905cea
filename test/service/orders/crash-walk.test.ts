import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { afterEach, expect, inject, it } from 'vitest'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import { makeClock } from '../../../service/clock.ts'
import { driveOrders } from '../../../service/modules/orders/drive-orders.ts'
import { releaseAllClaims } from '../../../service/modules/orders/order-queue.repository.ts'
import { runRenewals } from '../../../service/modules/orders/renewal-run.ts'
import { openStorage, type Storage, type StorageTarget } from '../../../service/storage/storage.ts'
import { auditBook } from '../../support/book.ts'
import { describeOnEachDatabase, type TestDatabase } from '../../support/each-database.ts'
import { Died, mortalStorage } from '../../support/mortal-storage.ts'
import { later, orderDeskOf } from '../../support/order-desk.ts'
import { openTestApi, TEST_NOW } from '../../support/test-api.ts'

const ACCOUNT = 'main'
/** An hour later than everything was set up, and when the process is there again. */
const RUN_AT = '2026-11-23T01:00:00.000Z' as Instant
const AGAIN_AT = '2026-11-23T02:00:00.000Z' as Instant

/**
 * A morning with everything a run can meet: names that are renewed, one whose answer is lost, one that is refused, one
 * whose command never arrives at first, a critical name, names that the money does not reach, one that a person renews,
 * and two that lapse, at the registry and by hand.
 */
async function prepare(database: TestDatabase): Promise<void> {
  const desk = await orderDeskOf(await openTestApi(database, TEST_NOW, { isSandbox: true }))
  await desk.deposit(10_500)
  for (const name of ['a.com', 'lost.com', 'refused.com', 'twice.com']) await desk.hold(name, later(2))
  await desk.hold('critical.net', later(4))
  await desk.patch('/domains/critical.net', { critical: true })
  await desk.hold('jp.jp', '2026-11-26', {})
  for (const name of ['poor.net', 'poorer.net']) await desk.hold(name, later(4))
  await desk.hold('lapses.com', later(40), { registrarAutoRenew: 'on' })
  await desk.put('/domains/lapses.com/renewal', { mode: 'expire' })
  const made = await desk.post<{ id: string }>('/connections', { name: 'M', registrar: 'M', gateway: 'manual' })
  const connection = made.body.id
  await desk.post('/domains', { name: 'hand.com', connection, registryExpiresOn: later(3) })
  await desk.post('/domains', { name: 'ends.com', connection, registryExpiresOn: later(30), registrarAutoRenew: 'on' })
  await desk.put('/domains/ends.com/renewal', { mode: 'expire' })
  await desk.settleJobs()
  await desk.behave(
    { name: 'lost.com', operation: 'renew', does: 'loseAnswer' },
    { name: 'refused.com', operation: 'renew', does: 'refuse', result: 2304 },
    { name: 'twice.com', operation: 'renew', does: 'answerTwice' },
  )
}

/** The run as the schedule does it, and what the schedule does afterwards until nothing moves any more. */
async function runToTheEnd(storage: Storage, at: Instant): Promise<void> {
  const deps = { storage, clock: makeClock(at) }
  await runRenewals(deps, ACCOUNT)
  for (let looks = 0; looks < 2; looks++) await driveOrders(deps, ACCOUNT, { isForced: true })
}

/** Everything that must not depend on where a process died; ids, times and numbers of attempts may. */
async function outcomeOf(storage: Storage) {
  const db = storage.read
  const names = await db
    .selectFrom('domain as d')
    .innerJoin('renewal_class as c', (join) =>
      join.onRef('c.account', '=', 'd.account').onRef('c.id', '=', 'd.class_id'),
    )
    .select(['d.name', 'd.expires_on', 'd.registry_expires_on', 'd.paid_through_on', 'd.blocked'])
    .select(['c.holding', 'c.registrar_auto_renew'])
    .orderBy('d.name')
    .execute()
  const items = await db
    .selectFrom('order_item')
    .select(['name', 'operation', 'state', 'code', 'price', 'expiry_before', 'gateway'])
    .orderBy('name')
    .orderBy('operation')
    .execute()
  const entries = await db
    .selectFrom('journal_entry')
    .select(['kind', 'amount', 'domain', 'rate_code'])
    .orderBy('domain')
    .orderBy('amount')
    .execute()
  const holds = await db
    .selectFrom('hold as h')
    .leftJoin('hold_end as e', (join) => join.onRef('e.account', '=', 'h.account').onRef('e.hold', '=', 'h.id'))
    .select(['h.domain', 'h.amount', 'e.kind'])
    .orderBy('h.domain')
    .execute()
  const registry = await db.selectFrom('sandbox_name').selectAll().orderBy('name').execute()
  const commands = await db.selectFrom('sandbox_transaction').select(['name', 'command']).orderBy('name').execute()
  const tasks = await db
    .selectFrom('task as t')
    .innerJoin('order_item as i', (join) => join.onRef('i.order_id', '=', 't.order_id').onRef('i.n', '=', 't.n'))
    .select(['i.name', 'i.operation', 't.kind', 't.state'])
    .orderBy('i.name')
    .execute()
  const runs = await db
    .selectFrom('renewal_run')
    .select(['day', 'ordered', 'blocked', 'blocked_amount', 'unpriced', 'blocked_names'])
    .execute()
  return { names, items, entries, holds, registry, commands, tasks, runs, book: await auditBook(storage, ACCOUNT) }
}

type Copies = { readonly make: () => Promise<Storage>; readonly drop: () => Promise<void> }

/** As many copies of a prepared database as the walk needs: setting each up anew would take a second. */
function copiesOf(database: TestDatabase): Copies {
  return database.url === null ? fileCopies(database) : serverCopies(database.url)
}

/** A folder in memory, where there is one: a walk commits thousands of times, and only what is committed counts here. */
const MEMORY = '/dev/shm'

function fileCopies(database: TestDatabase): Copies {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'daicho-crash-walk-'))
  const target = database.storage.target as Extract<StorageTarget, { kind: 'sqlite' }>
  // What is still in the log beside the file would not be copied.
  const log = new DatabaseSync(target.file)
  log.exec('pragma wal_checkpoint(truncate)')
  log.close()
  const open: Storage[] = []
  return {
    make: async () => {
      const file = join(folder, `copy-${open.length}.sqlite`)
      copyFileSync(target.file, file)
      const storage = openStorage({ kind: 'sqlite', file })
      open.push(storage)
      return storage
    },
    drop: async () => {
      for (const storage of open) await storage.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function serverCopies(url: string): Copies {
  const made: { readonly name: string; readonly storage: Storage }[] = []
  const template = new URL(url).pathname.slice(1)
  const server = inject('postgresUrl')
  const onServer = async (statement: string) => {
    const client = new pg.Client({ connectionString: `${server}/postgres` })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  return {
    make: async () => {
      const name = `${template}_${made.length}`
      // A template is nobody else's while it is copied; the pool of the prepared database opens new connections.
      await onServer(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${template}'`)
      await onServer(`create database ${name} template ${template}`)
      const storage = openStorage({ kind: 'postgres', url: `${server}/${name}`, maxConnections: 2 })
      made.push({ name, storage })
      return storage
    },
    drop: async () => {
      for (const { name, storage } of made) {
        await storage.close()
        await onServer(`drop database ${name} with (force)`)
      }
    },
  }
}

const cleanUps: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

/** Every step on SQLite; on PostgreSQL a database for each would take minutes, so that the walk takes strides there. */
const STRIDE = { sqlite: 1, postgres: 29 } as const

describeOnEachDatabase('a renewal run whose process dies', (open, dialect) => {
  it('ends, wherever it died, as if it had not: nothing twice, nothing lost', { timeout: 600_000 }, async () => {
    const database = await open()
    await prepare(database)
    const copies = copiesOf(database)
    cleanUps.push(copies.drop)

    const whole = mortalStorage(await copies.make(), Number.POSITIVE_INFINITY)
    await runToTheEnd(whole, RUN_AT)
    const steps = whole.steps()
    const expected = await outcomeOf(whole)
    expect(expected.book).toMatchObject({ isTrue: true, balance: 2_500, held: 1_000 })
    expect(expected.items.map(({ name, operation, state }) => `${name} ${operation} ${state}`)).toEqual([
      'a.com renew done',
      'critical.net renew done',
      'ends.com expire sent',
      'hand.com renew sent',
      'jp.jp renew done',
      'lapses.com expire done',
      'lost.com renew done',
      'poor.net renew blocked',
      'poorer.net renew blocked',
      'refused.com renew refused',
      'twice.com renew done',
    ])
    expect(steps).toBeGreaterThan(100)

    for (let diesAfter = 0; diesAfter < steps; diesAfter += STRIDE[dialect]) {
      const storage = await copies.make()
      await expect(runToTheEnd(mortalStorage(storage, diesAfter), RUN_AT), `step ${diesAfter}`).rejects.toBeInstanceOf(
        Died,
      )
      await storage.transact(releaseAllClaims)
      await runToTheEnd(storage, AGAIN_AT)
      expect(await outcomeOf(storage), `after step ${diesAfter} of ${steps}`).toEqual(expected)
      await storage.close()
    }
  })
})
