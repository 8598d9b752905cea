import { ok, type Result, refused } from '../../../core/base/result.ts'
import { getHealth } from '../../../core/contract/http/system.ts'
import type { Connection } from '../../../core/contract/ipc/connection.ts'

type Server = Extract<Connection, { kind: 'server' }>

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const ANSWER_MS = 10_000

/** The origin of a team server from what a person typed; `https://` is assumed where no scheme is given. */
export function parseServerAddress(text: string): Result<Server, 'addressMalformed' | 'addressInsecure'> {
  const typed = text.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    return refused('addressMalformed')
  }
  if (url.protocol === 'http:' && !LOOPBACK.includes(url.hostname)) return refused('addressInsecure')
  return ok({ kind: 'server', url: url.origin })
}

/** Asks whether a Daicho service answers there. */
export async function findServer(
  server: Server,
  network: (request: Request) => Promise<Response>,
): Promise<Result<Server, 'serverUnreachable' | 'serverUnknown'>> {
  try {
    const request = new Request(`${server.url}/api/health`, {
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    const answer = await network(request)
    const body: unknown = await answer.json().catch(() => null)
    return answer.ok && getHealth.answers[200].safeParse(body).success ? ok(server) : refused('serverUnknown')
  } catch {
    return refused('serverUnreachable')
  }
}
