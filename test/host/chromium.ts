import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type CdpParams = Readonly<Record<string, unknown>>
export type CdpListener = (method: string, params: CdpParams) => void

type Waiting = { readonly resolve: (result: CdpParams) => void; readonly reject: (error: Error) => void }
type CdpMessage = {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  readonly params?: CdpParams
  readonly result?: CdpParams
  readonly error?: { readonly message: string }
}

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--disable-sync',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-back-forward-cache',
  '--disable-popup-blocking',
  '--no-first-run',
  '--no-proxy-server',
  '--no-startup-window',
  '--remote-debugging-port=0',
]

/**
 * One headless Chromium, driven over its raw debugging protocol: a second Playwright client on the same browser would
 * add its own scripts to every page.
 */
export class Chromium {
  readonly profile = mkdtempSync(join(tmpdir(), 'electron-host-'))
  readonly #waiting = new Map<number, Waiting>()
  readonly #sessions = new Map<string, CdpListener>()
  #child: ChildProcess | undefined
  #socket: WebSocket | undefined
  #lastId = 0
  #isStopping = false

  /** Starts it against the host's own server and gives the address of the debugging socket. */
  async start(program: string, serverPort: number, onBrowserEvent: CdpListener): Promise<string> {
    // Every custom origin resolves to our server and no other name resolves at all: no test reaches the internet.
    const rules = `MAP *.localhost:80 127.0.0.1:${serverPort}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`
    const child = spawn(
      program,
      [...FLAGS, `--host-resolver-rules=${rules}`, `--user-data-dir=${this.profile}`, 'about:blank'],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    this.#child = child
    const said = collectStderr(child)
    const address = await debuggingAddress(child, said)
    child.once('exit', (code, signal) => this.#onExit(`${signal ?? `code ${code}`}\n${said()}`))
    const socket = new WebSocket(address)
    this.#socket = socket
    await new Promise((resolve, reject) => {
      socket.onopen = resolve
      socket.onerror = reject
    })
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(String(data)), onBrowserEvent)
    await this.send('Target.setDiscoverTargets', { discover: true })
    return address
  }

  send(method: string, params: CdpParams = {}, sessionId?: string): Promise<CdpParams> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject: (error) => reject(new Error(`${method}: ${error.message}`)) })
      this.#socket?.send(JSON.stringify({ id, method, params, sessionId }))
    })
  }

  listen(sessionId: string, listener: CdpListener): void {
    this.#sessions.set(sessionId, listener)
  }

  unlisten(sessionId: string): void {
    this.#sessions.delete(sessionId)
  }

  /** Lets it close its files, for at most two seconds: what is still written to cannot be removed. */
  async stop(): Promise<void> {
    this.#isStopping = true
    const ended = new Promise((resolve) => this.#child?.once('exit', resolve))
    const patience = new Promise((resolve) => setTimeout(resolve, 2000))
    this.send('Browser.close').catch(() => undefined)
    await Promise.race([ended, patience])
    this.kill()
  }

  kill(): void {
    this.#isStopping = true
    this.#child?.kill('SIGKILL')
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 3 })
  }

  /** Without its browser the stand-in is worth nothing; better to say so than to wait for answers. */
  #onExit(how: string): void {
    if (this.#isStopping) return
    console.error(`electron host: Chromium ended by itself: ${how}`)
    process.exit(1)
  }

  #receive(message: CdpMessage, onBrowserEvent: CdpListener): void {
    const { id, method = '', params = {}, sessionId } = message
    if (id === undefined) {
      const listener = sessionId === undefined ? onBrowserEvent : this.#sessions.get(sessionId)
      listener?.(method, params)
      return
    }
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (message.error) waiting?.reject(new Error(message.error.message))
    else waiting?.resolve(message.result ?? {})
  }
}

function collectStderr(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (chunk) => {
    text += String(chunk)
  })
  return () => text
}

function debuggingAddress(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', () => {
      const [, address] = /DevTools listening on (ws:\S+)/.exec(said()) ?? []
      if (address) resolve(address)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Chromium ended with code ${code}: ${said()}`)))
  })
}
