import type { Server } from 'node:http'
import { isIP } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { newId } from '../ids.ts'
import { makeLog } from '../log.ts'
import { Refusal } from '../refusal.ts'
import { WorkspaceError } from '../storage/sqlite-file.ts'
import { toProblemResponse } from './errors.ts'
import { servePage } from './pages.ts'
import { answerUnreadable } from './unreadable-request.ts'

type Fetcher = { readonly fetch: (request: Request, address?: string) => Promise<Response> }

export type ListenOptions = {
  readonly host: string
  readonly port: number
  /** The built renderer; null serves the API alone. */
  readonly rendererFolder: string | null
  /** Refuses a request before it reaches the API or the pages; null lets it through. */
  readonly check?: (request: Request) => Response | null
}

export type Listening = {
  readonly port: number
  /** Where it can be opened, e.g. `http://127.0.0.1:8437`. */
  readonly url: string
  readonly close: () => Promise<void>
}

type NodeBindings = { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } }

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]']

const ADDRESS_ERRORS = ['ENOTFOUND', 'EADDRNOTAVAIL', 'EAI_AGAIN', 'EINVAL']

/** Serves over TCP. On loopback only our own host names are answered, so that no web page can rebind its name to us. */
export function listen(service: Fetcher, options: ListenOptions): Promise<Listening> {
  return new Promise((resolve, reject) => {
    let allowedHosts: ReadonlySet<string> | null = null
    const server: ServerType = serve(
      {
        hostname: options.host,
        port: options.port,
        fetch: (request, env) => {
          if (allowedHosts && !allowedHosts.has((request.headers.get('host') ?? '').toLowerCase())) {
            return wrongHost()
          }
          const refused = options.check?.(request)
          if (refused) return refused
          const isApi = new URL(request.url).pathname.startsWith('/api/')
          if (!isApi) return servePage(options.rendererFolder, request)
          return service.fetch(request, (env as NodeBindings).incoming?.socket?.remoteAddress)
        },
      },
      ({ port }) => {
        const host = isIP(options.host) === 6 ? `[${options.host}]` : options.host
        if (isLoopback(options.host)) {
          allowedHosts = new Set([...LOOPBACK_NAMES, host].map((name) => `${name.toLowerCase()}:${port}`))
        }
        resolve({ port, url: `http://${host}:${port}`, close: () => closeServer(server) })
      },
    )
    answerUnreadable(server as Server)
    server.on('error', (error: NodeJS.ErrnoException) => reject(readable(error, options)))
  })
}

/** Whoever asked under a name that is not ours: the request goes no further than here. */
function wrongHost(): Response {
  return toProblemResponse(
    new Refusal('wrong_host'),
    newId(),
    makeLog(() => undefined),
  )
}

function readable(error: NodeJS.ErrnoException, { host, port }: ListenOptions): Error {
  if (error.code === 'EADDRINUSE') return new WorkspaceError(`Port ${port} is taken. Choose another with --port.`)
  if (error.code === 'EACCES') {
    return new WorkspaceError(`This user may not listen on port ${port}. Choose one from 1024 on with --port.`)
  }
  if (!ADDRESS_ERRORS.includes(error.code ?? '')) return error
  return new WorkspaceError(`${host} is no address of this machine. Give one of its own with --host.`)
}

/** Whether only this machine can reach that host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}
