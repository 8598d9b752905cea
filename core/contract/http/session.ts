import { z } from 'zod'
import { permissionSchema } from '../../access/permission.ts'
import { defineRoute } from './route.ts'
import { instantSchema } from './shapes.ts'

const emailSchema = z.email().max(254)
/** Long enough to be worth hashing, short enough not to be an attack on the hash. */
const passwordSchema = z.string().min(10).max(200)

export const setupBody = z.strictObject({
  organisation: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(200),
  email: emailSchema,
  password: passwordSchema,
  setupCode: z.string().max(100).optional(),
  /** As in signing in: the session comes as a cookie, and the answer holds no token. */
  cookie: z.boolean().optional(),
})

export const postSetup = defineRoute({
  method: 'post',
  path: '/api/setup',
  summary: 'Makes the first person and account; only while there is none',
  tag: 'Session',
  access: 'public',
  idempotency: 'none',
  body: setupBody,
  answers: {
    201: z.object({
      token: z.string().optional(),
      user: z.object({ id: z.string() }),
      account: z.object({ id: z.string(), name: z.string() }),
    }),
  },
})

/** The sign-in of the demo's owner is told once, here; sign in with it. */
export const postDemo = defineRoute({
  method: 'post',
  path: '/api/demo',
  summary: 'Fills a workspace that nobody has set up yet with a realistic portfolio to look around in',
  tag: 'Session',
  access: 'public',
  idempotency: 'none',
  body: z.strictObject({
    domains: z.number().int().min(0).max(20_000).default(2000),
    setupCode: z.string().max(100).optional(),
  }),
  answers: {
    201: z.object({
      account: z.object({ id: z.string(), name: z.string() }),
      signIn: z.object({ email: z.string(), password: z.string() }),
    }),
  },
})

/** `cookie: true` asks for the browser's HttpOnly session cookie instead of a token in the answer. */
export const signInBody = z.strictObject({
  email: z.string().max(254),
  password: z.string().max(200),
  code: z.string().max(20).optional(),
  cookie: z.boolean().optional(),
})

export const postSession = defineRoute({
  method: 'post',
  path: '/api/session',
  summary: 'Signs in',
  tag: 'Session',
  access: 'public',
  idempotency: 'none',
  body: signInBody,
  answers: { 200: z.object({ token: z.string().optional(), expiresAt: instantSchema }) },
})

/** Counts for five minutes, for this session: what cannot be taken back asks for it. */
export const postStepUp = defineRoute({
  method: 'post',
  path: '/api/step-up',
  summary: 'Proves again who one is, with the password',
  tag: 'Session',
  access: 'session',
  idempotency: 'none',
  body: z.strictObject({ password: z.string().min(1).max(200) }),
  answers: { 200: z.object({ until: instantSchema }) },
})

export const deleteSession = defineRoute({
  method: 'delete',
  path: '/api/session',
  summary: 'Signs out: the token or cookie of this request is worth nothing afterwards',
  tag: 'Session',
  access: 'session',
  answers: { 204: null },
})

export const meSchema = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    accounts: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        roles: z.array(z.string()),
        permissions: z.array(permissionSchema),
        isLimited: z.boolean(),
      }),
    ),
    csrfToken: z.string().nullable(),
  })
  .meta({ id: 'Me' })

export const getMe = defineRoute({
  method: 'get',
  path: '/api/me',
  summary: 'Who is signed in, in which accounts, and may do what',
  tag: 'Session',
  access: 'session',
  answers: { 200: meSchema },
})

export const sessionSchema = z
  .object({
    id: z.string(),
    isCurrent: z.boolean(),
    createdAt: instantSchema,
    lastUsedAt: instantSchema,
    expiresAt: instantSchema,
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .meta({ id: 'Session' })

export const listMySessions = defineRoute({
  method: 'get',
  path: '/api/me/sessions',
  summary: 'The places where this person is signed in',
  tag: 'Session',
  access: 'session',
  answers: { 200: z.object({ items: z.array(sessionSchema) }) },
})

export const deleteMySessions = defineRoute({
  method: 'delete',
  path: '/api/me/sessions',
  summary: 'Signs out everywhere else, or one session by id',
  tag: 'Session',
  access: 'session',
  query: z.strictObject({ id: z.string().optional() }),
  answers: { 200: z.object({ ended: z.number().int() }) },
})
