import { EventEmitter } from 'node:events'

/** `process.parentPort` of a utility process. Messages wait until somebody listens, as in Electron. */
class ParentPort extends EventEmitter {
  #waiting: unknown[] | null = []

  constructor() {
    super()
    process.on('message', ({ data }: { readonly data: unknown }) => {
      const event = { data, ports: [] }
      if (this.#waiting === null) this.emit('message', event)
      else this.#waiting.push(event)
    })
    this.once('newListener', () => setImmediate(() => this.#flush()))
  }

  postMessage(message: unknown): void {
    process.send?.(message)
  }

  #flush(): void {
    for (const event of this.#waiting ?? []) this.emit('message', event)
    this.#waiting = null
  }
}

Object.assign(process, { parentPort: new ParentPort(), type: 'utility' })
