import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { newId } from '../ids.ts'
import { makeLog } from '../log.ts'
import { Refusal } from '../refusal.ts'
import { toProblemResponse } from './errors.ts'

const NO_LOG = makeLog(() => undefined)

/** Answers what Node cannot read as HTTP - an address or headers that are too long, a broken head - like any refusal. */
export function answerUnreadable(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    void headAndBody(toProblemResponse(refusalOf(error), newId(), NO_LOG)).then((text) => socket.end(text))
  })
}

function refusalOf({ code }: NodeJS.ErrnoException): Refusal {
  if (code !== 'HPE_HEADER_OVERFLOW') return new Refusal('bad_request', { detail: 'This is no HTTP request.' })
  return new Refusal('too_large', { detail: 'The address and the headers of the request are too long.' })
}

async function headAndBody(response: Response): Promise<string> {
  const body = await response.text()
  const headers = {
    ...Object.fromEntries(response.headers),
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const reason = response.status === 413 ? 'Content Too Large' : 'Bad Request'
  return [`HTTP/1.1 ${response.status} ${reason}`, ...lines, '', body].join('\r\n')
}
