import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')

type Running = { readonly child: ChildProcess; readonly url: string }

const started: ChildProcess[] = []
const folders: string[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

async function serve(data: string): Promise<Running> {
  const child = spawn(process.execPath, ['service/main.ts', '--port', '0', '--data', data], { cwd: ROOT })
  started.push(child)
  let output = ''
  const url = await new Promise<string>((found, lost) => {
    child.stdout.on('data', (text) => {
      output += text
      const match = /listening on (\S+)/.exec(output)
      if (match?.[1]) found(match[1])
    })
    child.on('exit', () => lost(new Error(`the service ended: ${output}`)))
  })
  return { child, url }
}

/** Ends the process as a power cut would, and waits until it is gone. */
async function killNow({ child }: Running): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGKILL')
  await gone
}

type Json = Record<string, unknown>

function client(url: string, token: string | null) {
  return async <T = Json>(method: string, path: string, body?: string | Json): Promise<T> => {
    const isFile = typeof body === 'string'
    const response = await fetch(url + path, {
      method,
      headers: {
        'content-type': isFile ? 'text/csv' : 'application/json',
        'idempotency-key': randomUUID(),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text) as T
  }
}

const NAMES = 8_000
const FILE = `domain,expires,department,tags\n${Array.from(
  { length: NAMES },
  (_, i) => `crash-${i}.com,2027-${String(1 + (i % 12)).padStart(2, '0')}-15,Dept ${i % 7},"t${i % 5}, all"\n`,
).join('')}`

type Import = { readonly id: string; readonly state: string; readonly counts: Json }
type Job = { readonly state: string; readonly done: number; readonly total: number }

describe('an import whose process is killed', () => {
  it('ends after a new start as if nothing had happened: no row twice, none lost', async () => {
    const data = mkdtempSync(join(tmpdir(), 'daicho-crash-'))
    folders.push(data)
    const person = {
      organisation: 'みずほし商事',
      name: '佐藤',
      email: 'sato@example.co.jp',
      password: 'correct horse battery',
    }
    let running = await serve(data)
    const { token } = await client(running.url, null)<{ token: string }>('POST', '/api/setup', person)
    let call = client(running.url, token)
    const restart = async () => {
      await killNow(running)
      running = await serve(data)
      call = client(running.url, token)
    }
    const at = '/api/accounts/main'

    // Killed while rows are being checked: the request dies with the process, the file stays.
    const posted = call<Import>('POST', `${at}/imports`, FILE).catch(() => null)
    const seen = await until(async () => {
      const { items } = await call<{ items: Import[] }>('GET', `${at}/imports`)
      return items[0] && Number(items[0].counts['new']) > 0 ? items[0] : null
    })
    await restart()
    await posted
    const checked = await until(async () => {
      const file = await call<Import>('GET', `${at}/imports/${seen.id}`)
      return file.state === 'reading' ? null : file
    })
    expect(checked).toMatchObject({
      state: 'ready',
      counts: { new: NAMES, changed: 0, same: 0, conflict: 0, refused: 0 },
    })

    // Killed twice while rows are being applied.
    const { job } = await call<{ job: { id: string } }>('POST', `${at}/imports/${seen.id}/apply`)
    const jobNow = () => call<Job>('GET', `${at}/jobs/${job.id}`)
    let kills = 0
    for (let least = 1; kills < 2; least += 1_000) {
      const reached = await until(async () => {
        const now = await jobNow()
        return now.done >= least || now.state === 'done' ? now : null
      })
      if (reached.state === 'done') break
      await restart()
      kills += 1
    }
    expect(kills).toBeGreaterThan(0)
    const ended = await until(async () => {
      const now = await jobNow()
      return now.state === 'done' ? now : null
    })
    expect(ended).toMatchObject({ state: 'done', done: NAMES, total: NAMES, skipped: 0 })
    const again = await call<Import>('POST', `${at}/imports`, FILE)
    const same = await until(async () => {
      const file = await call<Import>('GET', `${at}/imports/${again.id}`)
      return file.state === 'reading' ? null : file
    })
    expect(same.counts).toEqual({ new: 0, changed: 0, same: NAMES, conflict: 0, refused: 0 })
    const { total } = await call<{ total: number }>('GET', `${at}/imports/${again.id}/rows?limit=1`)
    expect(total).toBe(NAMES)
  }, 120_000)
})

async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 6_000; tries += 1) {
    const found = await look()
    if (found !== null) return found
    await sleep(10)
  }
  throw new Error('waited for too long')
}
