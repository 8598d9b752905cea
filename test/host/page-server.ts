import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { toApp, toHttp } from './origins.ts'
import type { Protocol } from './protocol.ts'

/** What belongs to the connection between Chromium and this server, and does not exist on a custom scheme. */
const HOP_HEADERS = new Set(['host', 'connection', 'accept-encoding', 'content-length', 'transfer-encoding', 'upgrade'])

/** The loopback server that pages really talk to; passes each request to `protocol.handle` as Electron would. */
export async function startPageServer(protocol: Protocol): Promise<number> {
  const server: Server = createServer((request, response) => void answer(protocol, request, response))
  server.requestTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function answer(protocol: Protocol, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, host, scheme] = /^([^:]+)\.([a-z0-9+-]+)\.localhost(?::\d+)?$/i.exec(request.headers.host ?? '') ?? []
  if (request.url === '/favicon.ico') {
    // Chromium asks for it on http origins only.
    response.writeHead(204).end()
    return
  }
  const handler = scheme === undefined ? undefined : protocol.handlerOf(scheme)
  if (handler === undefined) {
    response.writeHead(502).end('no handler')
    return
  }
  try {
    send(request, response, await handler(toRequest(request, `${scheme}://${host}${request.url}`)))
  } catch (error) {
    // The page sees net::ERR_UNEXPECTED, not a status.
    console.error(error)
    request.socket.destroy()
  }
}

function toRequest(request: IncomingMessage, url: string): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (!HOP_HEADERS.has(name)) headers.set(name, toApp(Array.isArray(value) ? value.join(', ') : (value ?? '')))
  }
  const { method = 'GET' } = request
  const hasBody = Number(request.headers['content-length'] ?? 0) > 0 || 'transfer-encoding' in request.headers
  // No signal: Electron gives none either.
  if (!hasBody || method === 'GET' || method === 'HEAD') return new Request(url, { method, headers })
  return new Request(url, { method, headers, body: Readable.toWeb(request), duplex: 'half' } as RequestInit)
}

function send(request: IncomingMessage, response: ServerResponse, answered: Response): void {
  // As Electron does it: of two headers with one name only the last is left.
  const headers = Object.fromEntries(answered.headers)
  if (headers['location']) headers['location'] = toHttp(headers['location'])
  response.writeHead(answered.status, headers)
  if (answered.body === null || request.method === 'HEAD') {
    response.end()
    return
  }
  const body = Readable.fromWeb(answered.body as NodeReadableStream)
  response.on('close', () => body.destroy())
  body.on('error', () => response.destroy()).pipe(response)
}
