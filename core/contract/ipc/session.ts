import { z } from 'zod'

/**
 * Who keeps the session. Pages never do, in no host: they post to `/api/setup` or, with `cookie: true`, to
 * `/api/session`, and read neither a token nor a cookie. On the desktop the main process asks for a token instead, takes
 * it out of the answer, keeps it in the keychain and adds `Authorization` to every `/api` request; in a browser the
 * service's HttpOnly cookie does the same work. Signed in is who gets an answer from `/api/me`.
 *
 * `keychain: unavailable` means that nothing is written: the session ends with the program, and the person is told so.
 */
export const sessionStateSchema = z.object({
  isSignedIn: z.boolean(),
  keychain: z.enum(['available', 'unavailable']),
})
export type SessionState = z.output<typeof sessionStateSchema>

/** Requests whose successful answer carries a session's `token`, which no page may see. */
export const SESSION_OPENING_PATHS: readonly string[] = ['/api/session', '/api/setup']

/** The request that ends the session. */
export const SESSION_PATH = '/api/session'

/** What the host reads from an answer that opens a session; `expiresAt` is an instant, absent after set-up. */
export const openedSessionSchema = z.looseObject({ token: z.string().min(1), expiresAt: z.string().optional() })
