import { timingSafeEqual } from 'node:crypto'
import { newSecret, sha256 } from '../ids.ts'
import { readCookie } from './cookies.ts'

/** Guards the app while it is served to the browser of one person on this machine. */
export type StartGuard = {
  /** The path with the token of this start, to be opened once in the browser. */
  readonly openPath: string
  /** An answer that refuses or signs in the browser; null lets the request through. */
  readonly check: (request: Request) => Response | null
}

const COOKIE = 'daicho_start'

/**
 * Other programs and web pages on this machine can reach a loopback port too, so only the browser that followed the
 * link printed at this start gets in, and only from our own pages.
 */
export function makeStartGuard(): StartGuard {
  const token = newSecret()
  const isToken = (given: string) => timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(token)))
  return {
    openPath: `/open?t=${token}`,
    check: (request) => {
      const site = request.headers.get('sec-fetch-site')
      if (site && site !== 'same-origin' && site !== 'none') return new Response('Cross-site request', { status: 403 })
      const url = new URL(request.url)
      if (url.pathname === '/open' && isToken(url.searchParams.get('t') ?? '')) return enter(token)
      if (isToken(readCookie(request, COOKIE) ?? '')) return null
      return new Response('Open the address that npm start has printed.', { status: 401 })
    },
  }
}

function enter(token: string): Response {
  const cookie = `${COOKIE}=${token}; HttpOnly; SameSite=Strict; Path=/`
  return new Response(null, { status: 303, headers: { location: '/', 'set-cookie': cookie } })
}
