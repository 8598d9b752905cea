import type { Reply } from '../../http/handle.ts'
import { type NewSession, SESSION_COOKIE } from './sessions.service.ts'

/** Hands the session to a browser as an HttpOnly cookie instead of a token. */
export function withCookie(request: Request, reply: Reply, session: NewSession): Reply {
  if (reply instanceof Response) return reply
  const maxAgeSeconds = Math.floor((Date.parse(session.expiresAt) - Date.now()) / 1000)
  return { ...reply, headers: { 'set-cookie': cookie(request, session.token, maxAgeSeconds) } }
}

function cookie(request: Request, value: string, maxAgeSeconds: number): string {
  const secure = new URL(request.url).protocol === 'https:' ? '; Secure' : ''
  return `${SESSION_COOKIE}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${maxAgeSeconds}${secure}`
}

/** The cookie that takes a session's cookie away. */
export function endedCookie(request: Request): string {
  return cookie(request, '', 0)
}
