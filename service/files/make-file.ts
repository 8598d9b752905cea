import { Worker } from 'node:worker_threads'
import type { FileRequest, FromFileThread, ToFileThread } from './file-request.ts'

/** The thread's entry when the service runs from source; a bundle passes the URL of its own. */
const WORKER_FROM_SOURCE = new URL('./file-worker.ts', import.meta.url)

/** A thread without work ends after this: it keeps 150 MB of fonts and what is made of them. */
const IDLE_MS = 20_000

/** The typesetter could not do it: a template is gone or faulty, or its thread has ended. */
export class FileNotMadeError extends Error {
  override readonly name = 'FileNotMadeError'
}

type Waiting = {
  readonly resolve: (bytes: Uint8Array<ArrayBuffer>) => void
  readonly reject: (error: Error) => void
}

type FileThread = { readonly worker: Worker; readonly waiting: Map<number, Waiting>; idle: NodeJS.Timeout | null }

/** The threads that run, by their entry. */
const threads = new Map<string, FileThread>()
let last = 0

/**
 * Makes a PDF or XML in a thread of its own, so that requests never wait for the typesetter. One at a time: each takes a
 * core and up to 0.5 GB. The fonts are read once while there is work.
 */
export function makeFile(request: FileRequest, workerUrl: URL | undefined): Promise<Uint8Array<ArrayBuffer>> {
  const entry = (workerUrl ?? WORKER_FROM_SOURCE).href
  const current = threads.get(entry) ?? startThread(entry)
  if (current.idle !== null) clearTimeout(current.idle)
  current.idle = null
  current.worker.ref()
  const n = ++last
  return new Promise((resolve, reject) => {
    current.waiting.set(n, { resolve, reject })
    current.worker.postMessage({ n, request } satisfies ToFileThread)
  })
}

function startThread(entry: string): FileThread {
  const started: FileThread = { worker: new Worker(new URL(entry)), waiting: new Map(), idle: null }
  const { worker, waiting } = started
  threads.set(entry, started)
  worker.on('message', (answer: FromFileThread) => {
    const one = waiting.get(answer.n)
    waiting.delete(answer.n)
    if ('bytes' in answer) one?.resolve(answer.bytes)
    else one?.reject(new FileNotMadeError(answer.problem))
    if (waiting.size === 0) rest(entry, started)
  })
  const fail = (error: Error) => {
    forget(entry, started)
    for (const one of waiting.values()) one.reject(new FileNotMadeError(error.message, { cause: error }))
    waiting.clear()
  }
  worker.on('error', fail)
  worker.on('exit', (code) => fail(new Error(`the file thread ended with ${code} before its file was made`)))
  return started
}

/** A resting thread does not keep the process alive. */
function rest(entry: string, current: FileThread): void {
  current.worker.unref()
  current.idle = setTimeout(() => {
    forget(entry, current)
    void current.worker.terminate()
  }, IDLE_MS)
  current.idle.unref()
}

function forget(entry: string, one: FileThread): void {
  if (threads.get(entry) === one) threads.delete(entry)
}
