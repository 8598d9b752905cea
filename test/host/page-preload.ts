import { makeCodec, type PageCodec } from './page-codec.ts'

type Listener = (...args: readonly unknown[]) => void
type Module = { exports: unknown }
type Preload = (require: (name: string) => unknown, process: object, module: Module, exports: unknown) => void
type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
type FromMain =
  | { readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly id?: undefined; readonly channel: string; readonly args: readonly unknown[] }

/** Names under which page and main process find each other; the binding is taken away before any page script runs. */
export const SEND_BINDING = '__electronSend'
export const DISPATCH_NAME = '__electronDispatch'

/**
 * Runs the preload bundle in the page, with the `electron` module that a sandboxed one gets. Context isolation is
 * imitated: what crosses the bridge is copied, functions are wrapped, the result is frozen. Injected as text, so it
 * refers to nothing outside itself.
 */
function runPreload(codecOf: () => PageCodec, preload: Preload, process: object, send: string, dispatch: string): void {
  if (window !== window.top) return
  const { encode, decode } = codecOf()
  const world = globalThis as unknown as Record<string, unknown>
  const post = world[send] as (text: string) => void
  delete world[send]
  const listeners = new Map<string, Set<Listener>>()
  const waiting = new Map<number, Waiting>()
  let lastId = 0

  function receive(text: string): void {
    const message: FromMain = JSON.parse(text)
    if (message.id === undefined) {
      const args = message.args.map((each) => decode(each))
      for (const listener of listeners.get(message.channel) ?? []) listener({ sender: ipcRenderer }, ...args)
      return
    }
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) call?.resolve(decode(message.value))
    else call?.reject(new Error(message.error))
  }
  Object.defineProperty(world, dispatch, { enumerable: false, value: receive })

  const ipcRenderer = {
    invoke: (channel: string, ...args: readonly unknown[]) =>
      new Promise((resolve, reject) => {
        lastId += 1
        waiting.set(lastId, { resolve, reject })
        post(JSON.stringify({ kind: 'invoke', id: lastId, channel, args: args.map((each) => encode(each)) }))
      }),
    send: (channel: string, ...args: readonly unknown[]) =>
      post(JSON.stringify({ kind: 'send', channel, args: args.map((each) => encode(each)) })),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
      return ipcRenderer
    },
    removeListener: (channel: string, listener: Listener) => {
      listeners.get(channel)?.delete(listener)
      return ipcRenderer
    },
  }

  function cross(value: unknown): unknown {
    if (typeof value === 'function') return (...args: readonly unknown[]) => cross(value(...args.map(cross)))
    if (typeof value === 'symbol') throw new Error('symbols cannot cross the context bridge')
    if (typeof value !== 'object' || value === null) return value
    if (value instanceof Promise) return value.then(cross)
    if (Array.isArray(value)) return value.map(cross)
    if (value instanceof Date || value instanceof Error || ArrayBuffer.isView(value)) return structuredClone(value)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cross(each)]))
  }

  function freeze(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    Object.values(value).forEach(freeze)
    return Object.freeze(value)
  }

  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => {
      if (Object.hasOwn(window, key)) throw new Error(`Cannot bind an API on top of an existing property: ${key}`)
      const value = freeze(cross(api))
      Object.defineProperty(window, key, { value, writable: false, configurable: false, enumerable: true })
    },
  }

  // Real popups would have to be closed again while Playwright attaches to them, which hangs their opener.
  const openWindow = (url: string) => post(JSON.stringify({ kind: 'open', id: 0, channel: url, args: [] }))
  window.open = (url = '') => {
    openWindow(new URL(url, location.href).href)
    return null
  }
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (event.defaultPrevented || link?.target !== '_blank') return
    event.preventDefault()
    openWindow(link.href)
  })

  const module: Module = { exports: {} }
  const require = (name: string) => {
    if (name === 'electron') return { contextBridge, ipcRenderer }
    throw new Error(`module not found: ${name} (a sandboxed preload script has no modules of its own)`)
  }
  preload(require, process, module, module.exports)
}

/** The script for every new document. The bundle is inlined as a function: `new Function` is against the page's CSP. */
export function preloadScript(bundle: string): string {
  const process = { type: 'renderer', platform: globalThis.process.platform, sandboxed: true, contextIsolated: true }
  const preload = `function (require, process, module, exports) {\n${bundle}\n}`
  const names = `${JSON.stringify(SEND_BINDING)}, ${JSON.stringify(DISPATCH_NAME)}`
  return `(${runPreload})(${makeCodec}, ${preload}, ${JSON.stringify(process)}, ${names})`
}
