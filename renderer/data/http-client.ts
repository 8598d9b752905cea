import axios, { type AxiosInstance } from 'axios'
import { useConnectionState } from './connection-state.ts'
import { newIdempotencyKey } from './idempotency-key.ts'
import { isOffline, toProblem } from './problem.ts'

let csrfToken: string | null = null

/** The browser host's token, from `GET /api/me`; null in the desktop, where no cookie is used. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token
}

let tellSignedOut = (): void => undefined

/** What happens when the service no longer knows the session, whatever was asked; `/me` asks just that and is left out. */
export function whenSignedOut(tell: () => void): void {
  tellSignedOut = tell
}

/** Headers that a write carries: the browser's CSRF token and, for POST, a key that makes a retry harmless. */
function writeHeaders(method: string): Record<string, string> {
  if (method === 'get') return {}
  return {
    ...(csrfToken && { 'X-CSRF-Token': csrfToken }),
    ...(method === 'post' && { 'Idempotency-Key': newIdempotencyKey() }),
  }
}

/**
 * The one axios instance. The base is relative, because the same page is served from `app://local/` and from HTTP.
 * No page code ever holds a token: the desktop's main process or an HttpOnly cookie adds it.
 */
export const httpClient: AxiosInstance = axios.create({
  baseURL: '/api',
  paramsSerializer: { indexes: null },
})

httpClient.interceptors.request.use((config) => {
  for (const [name, value] of Object.entries(writeHeaders(config.method ?? 'get'))) {
    if (!config.headers.has(name)) config.headers.set(name, value)
  }
  return config
})

httpClient.interceptors.response.use(
  (response) => {
    useConnectionState.getState().answered(Date.now())
    return response
  },
  (error: unknown) => {
    if (axios.isCancel(error)) throw error
    const problem = toProblem(error)
    const { answered, unanswered } = useConnectionState.getState()
    if (isOffline(problem)) unanswered()
    else answered(Date.now())
    if (problem.code === 'not_signed_in' && !isAboutMe(error)) tellSignedOut()
    throw problem
  },
)

function isAboutMe(error: unknown): boolean {
  return axios.isAxiosError(error) && error.config?.url === '/me'
}
