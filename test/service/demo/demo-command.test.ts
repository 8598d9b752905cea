import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openWorkspace } from '../../../service/storage/open-workspace.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const PROGRAM = join(import.meta.dirname, '../../../service/demo/main.ts')
const PATIENCE_MS = 60_000

function startDemo(folder: string, domains: number): ChildProcess {
  return start(['--data', folder, '--domains', String(domains)])
}

function start(options: readonly string[]): ChildProcess {
  return spawn(process.execPath, [PROGRAM, ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
}

function runDemo(folder: string, domains: number) {
  return ended(startDemo(folder, domains))
}

async function ended(child: ChildProcess) {
  const exit = once(child, 'exit')
  const [output, complaint] = await Promise.all([text(child.stdout as never), text(child.stderr as never)])
  const [code] = await exit
  return { code, output, complaint }
}

async function countNames(folder: string): Promise<number> {
  const { storage, close } = await openWorkspace(folder, null)
  const rows = await storage.read
    .selectFrom('domain')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .execute()
  await close()
  return Number(rows[0]?.n)
}

describe('npm run demo', () => {
  it('makes a workspace in an empty folder, prints its sign-in, and leaves one that is there alone', {
    timeout: PATIENCE_MS,
  }, async () => {
    const folder = temporaryFolder('demo')
    const made = await runDemo(folder, 150)
    expect(made).toMatchObject({ code: 0, complaint: '' })
    expect(made.output).toMatch(/^sato@\S+ \S{16}\n$/)
    expect(readdirSync(folder).toSorted()).toEqual(['daicho.db', 'daicho.lock'])
    const again = await runDemo(folder, 10)
    expect(again).toMatchObject({ code: 1, complaint: expect.stringContaining('holds a workspace already') })
    expect(await countNames(folder)).toBe(150)
  })

  it('says in one line what is wrong with its options or its folder', { timeout: PATIENCE_MS }, async () => {
    const folder = temporaryFolder('demo')
    for (const [options, says] of [
      [['--nope'], /'--nope'.*Usage: npm run demo/],
      [['--data', folder, '--domains', 'many'], /^--domains: .*Usage/],
      [['--data', '/proc/x/y'], /\/proc\/x cannot be made here/],
    ] as const) {
      const { code, complaint } = await ended(start([...options]))
      expect([code, complaint.trim().split('\n').length]).toEqual([1, 1])
      expect(complaint).toMatch(says)
    }
  })

  it('leaves no half-made workspace when it is killed, and begins anew', { timeout: PATIENCE_MS }, async () => {
    const folder = temporaryFolder('demo')
    const child = startDemo(folder, 200_000)
    const ended = once(child, 'exit')
    while (!existsSync(join(folder, 'demo.unfinished', 'daicho.db'))) await sleep(20)
    await sleep(300)
    child.kill('SIGKILL')
    await ended
    expect(existsSync(join(folder, 'daicho.db'))).toBe(false)
    expect(await runDemo(folder, 20)).toMatchObject({ code: 0 })
    expect(await countNames(folder)).toBe(20)
    expect(existsSync(join(folder, 'demo.unfinished'))).toBe(false)
  })
})
