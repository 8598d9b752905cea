import { setTimeout as sleep } from 'node:timers/promises'
import { threadId } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import {
  areRequestsWriting,
  freeTurnOf,
  makeTurnMemory,
  writeTurns,
} from '../../../service/storage/dialects/write-turns.ts'
import { openWorkspace } from '../../../service/storage/open-workspace.ts'
import { openStorage } from '../../../service/storage/storage.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('turns at writing to an embedded database', () => {
  it('are had by one at a time', async () => {
    const memory = makeTurnMemory()
    let holders = 0
    let most = 0
    const write = async (priority: 'request' | 'job') => {
      const giveBack = await writeTurns(memory, priority).take()
      most = Math.max(most, ++holders)
      await sleep(1)
      holders--
      giveBack()
    }
    await Promise.all(Array.from({ length: 20 }, (_, index) => write(index % 3 === 0 ? 'job' : 'request')))
    expect({ most, holders }).toEqual({ most: 1, holders: 0 })
  })

  it('tell whether requests write these days: while one waits, and for a while after', async () => {
    const memory = makeTurnMemory()
    const giveJobBack = await writeTurns(memory, 'job').take()
    expect(areRequestsWriting(memory)).toBe(false)
    const request = writeTurns(memory, 'request').take()
    expect(areRequestsWriting(memory)).toBe(true)
    giveJobBack()
    ;(await request)()
    expect(areRequestsWriting(memory)).toBe(true)
    await expect.poll(() => areRequestsWriting(memory)).toBe(false)
  })

  it('go to requests before jobs', async () => {
    const memory = makeTurnMemory()
    const order: string[] = []
    const write = async (priority: 'request' | 'job') => {
      const giveBack = await writeTurns(memory, priority).take()
      order.push(priority)
      await sleep(2)
      giveBack()
    }
    const first = write('request')
    await Promise.all([first, write('request'), write('job'), write('request')])
    expect(order).toEqual(['request', 'request', 'request', 'job'])
  })

  it('go to a request that writes several times before a job comes in between', async () => {
    const memory = makeTurnMemory()
    const order: string[] = []
    const giveBack = await writeTurns(memory, 'request').take()
    const job = writeTurns(memory, 'job')
      .take()
      .then((back) => {
        order.push('job')
        back()
      })
    giveBack()
    for (let n = 0; n < 2; n++) {
      const back = await writeTurns(memory, 'request').take()
      order.push('request')
      back()
    }
    await job
    expect(order).toEqual(['request', 'request', 'job'])
  })

  it('go to a request before all jobs that wait, and to a job in the end however many requests there are', async () => {
    const memory = makeTurnMemory()
    const order: string[] = []
    const write = async (priority: 'request' | 'job') => {
      const giveBack = await writeTurns(memory, priority).take()
      order.push(priority)
      giveBack()
    }
    const giveBack = await writeTurns(memory, 'job').take()
    const jobs = Promise.all([write('job'), write('job'), write('job')])
    const request = write('request')
    await sleep(5)
    giveBack()
    await request
    expect(order[0]).toBe('request')
    let isOver = false
    void jobs.then(() => {
      isOver = true
    })
    while (!isOver) {
      await write('request')
      await sleep(1)
    }
    expect(order.filter((priority) => priority === 'job')).toHaveLength(3)
  })

  it('are freed when the thread that has one dies', async () => {
    const memory = makeTurnMemory()
    await writeTurns(memory, 'job').take()
    const waiting = writeTurns(memory, 'request').take()
    freeTurnOf(memory, threadId + 1)
    freeTurnOf(memory, threadId)
    const giveBack = await waiting
    giveBack()
  })

  it('let a thread answer others while it waits for a long transaction', async () => {
    const folder = temporaryFolder('turns')
    const workspace = await openWorkspace(folder, null)
    const other = openStorage({ ...workspace.storage.target, priority: 'job' } as typeof workspace.storage.target)
    let ticks = 0
    const timer = setInterval(() => ticks++, 10)
    const row = (name: string) => ({ name, value: name })
    const long = workspace.storage.transact(async (trx) => {
      await trx.insertInto('workspace').values(row('first')).execute()
      await sleep(200)
    })
    await other.transact((trx) => trx.insertInto('workspace').values(row('second')).execute())
    await long
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(5)
    const names = await workspace.storage.read.selectFrom('workspace').select('name').orderBy('name').execute()
    expect(names.map(({ name }) => name)).toEqual(expect.arrayContaining(['first', 'second']))
    await other.close()
    await workspace.close()
  })
})
