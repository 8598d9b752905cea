import { isIP } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { WorkspaceError } from '../storage/sqlite-file.ts'
import { servePage } from './pages.ts'

type Fetcher = { readonly fetch: (request: Request, address?: string) => Promise<Response> }

export type ListenOptions = {
  readonly host: string
  readonly port: number
  /** The built renderer; null serves the API alone. */
  readonly rendererFolder: string | null
  /** Refuses a request before it reaches the API or the pages; null lets it through. */
  readonly check?: (request: Request) => Response | null
}

export type Listening = { readonly host: string; readonly port: number; readonly close: () => Promise<void> }

type NodeBindings = { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } }

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]']

/** Serves over TCP. On loopback only our own host names are answered, so that no web page can rebind its name to us. */
export function listen(service: Fetcher, options: ListenOptions): Promise<Listening> {
  return new Promise((resolve, reject) => {
    let allowedHosts: ReadonlySet<string> | null = null
    const server: ServerType = serve(
      {
        hostname: options.host,
        port: options.port,
        fetch: (request, env) => {
          if (allowedHosts && !allowedHosts.has(request.headers.get('host') ?? '')) {
            return new Response('wrong host', { status: 421 })
          }
          const refused = options.check?.(request)
          if (refused) return refused
          const isApi = new URL(request.url).pathname.startsWith('/api/')
          if (!isApi) return servePage(options.rendererFolder, request)
          return service.fetch(request, (env as NodeBindings).incoming?.socket?.remoteAddress)
        },
      },
      ({ port }) => {
        allowedHosts = isLoopback(options.host) ? new Set(LOOPBACK_NAMES.map((name) => `${name}:${port}`)) : null
        resolve({ host: options.host, port, close: () => closeServer(server) })
      },
    )
    server.on('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE'
      reject(isTaken ? new WorkspaceError(`Port ${options.port} is taken. Choose another with --port.`) : error)
    })
  })
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}
