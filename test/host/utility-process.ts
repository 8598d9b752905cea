import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'

type ForkOptions = { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly serviceName?: string }

/** `electron.utilityProcess.fork`: a Node child with `process.parentPort`. */
export class UtilityProcess extends EventEmitter {
  static readonly running = new Set<UtilityProcess>()
  readonly serviceName: string
  readonly #child: ChildProcess

  constructor(file: string, args: readonly string[] = [], options: ForkOptions = {}) {
    super()
    const preloaded = ['register.ts', 'parent-port.ts'].flatMap((name) => ['--import', join(import.meta.dirname, name)])
    this.#child = fork(file, args, {
      env: options.env ?? process.env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      serialization: 'advanced',
      execArgv: preloaded,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('exit', (code) => {
      UtilityProcess.running.delete(this)
      this.emit('exit', code ?? 1)
    })
    this.serviceName = options.serviceName ?? 'Node Utility Process'
    UtilityProcess.running.add(this)
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('electron host: transferring ports is not imitated')
    if (this.#child.connected) this.#child.send({ data: message })
  }

  kill(): boolean {
    return this.#child.kill()
  }
}
