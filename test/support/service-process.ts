import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')

/** The real service in a process of its own. */
export type ServiceProcess = {
  /** A request below the account `main`, as the person of `token`; throws unless it is answered with 2xx. */
  readonly call: <T>(method: string, path: string, body?: unknown) => Promise<T>
  /** Ends it as a power cut would, and waits until it is gone. */
  readonly kill: () => Promise<void>
  /** Ends it as a person would. */
  readonly stop: () => Promise<void>
}

export type ServiceProcessOptions = {
  readonly dataFolder: string
  readonly database: string | null
  readonly token: string
}

/** Starts the service as `npm run serve` does, and waits until it answers. */
export async function startServiceProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const { dataFolder, database, token } = options
  const flags = ['--port', '0', '--data', dataFolder, ...(database === null ? [] : ['--database', database])]
  const child = spawn(process.execPath, ['service/main.ts', ...flags], { cwd: ROOT })
  const url = await listening(child)
  return {
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
    call: async <T>(method: string, path: string, body?: unknown) => {
      const response = await fetch(`${url}/api/accounts/main${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return (await response.json()) as T
    },
  }
}

function listening(child: ChildProcess): Promise<string> {
  let output = ''
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (text) => {
      output += text
    })
    child.stdout?.on('data', (text) => {
      output += text
      const url = /listening on (\S+)/.exec(output)?.[1]
      if (url) resolve(url)
    })
    child.once('exit', () => reject(new Error(`the service ended: ${output}`)))
  })
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}
