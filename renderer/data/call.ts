import type { z } from 'zod'
import type { Route, RouteOutput } from '../../core/contract/http/route.ts'
import { httpClient } from './http-client.ts'
import { RequestProblem } from './problem.ts'

/** What a caller gives for a route: its path parameters, query and body as they go on the wire. */
export type CallInput<R extends Route> = (R['params'] extends z.ZodObject
  ? { readonly params: z.input<R['params']> }
  : object) &
  (R['query'] extends z.ZodObject ? { readonly query?: z.input<R['query']> } : object) &
  (R['body'] extends z.ZodType ? { readonly body: z.input<R['body']> } : object) &
  (R['body'] extends { readonly file: readonly string[] } ? { readonly file: Blob } : object)

type CallOptions = {
  readonly signal?: AbortSignal
  /** Given where a person may press the same button again after a lost answer. */
  readonly idempotencyKey?: string
  readonly onUploadProgress?: (sent: number, total: number) => void
}

type LooseInput = {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly file?: Blob
}

/**
 * Calls a route of the contract and checks the answer against it.
 * Rejects with `RequestProblem`; an abort rejects with axios' `CanceledError`, which TanStack Query understands.
 */
export async function call<R extends Route>(
  route: R,
  input: CallInput<R>,
  options: CallOptions = {},
): Promise<RouteOutput<R>> {
  const response = await request(route, input, options)
  return parseAnswer(route, response.status, response.data)
}

/** Calls a route without reading its answer, e.g. where a session's token may stand in it, which no page may see. */
export async function send<R extends Route>(route: R, input: CallInput<R>, options: CallOptions = {}): Promise<void> {
  await request(route, input, options)
}

/** Calls a route that makes something and answers with a file of it: the id that the answer's `Location` ends in. */
export async function create<R extends Route>(route: R, input: CallInput<R>): Promise<string | null> {
  const { headers } = await request(route, input, {})
  const location: unknown = headers['location']
  return typeof location === 'string' ? decodeURIComponent(location.split('/').at(-1) ?? '') : null
}

function request(route: Route, { params, query, body, file }: LooseInput, options: CallOptions) {
  return httpClient.request<unknown>({
    method: route.method,
    url: pathOf(route.path, params ?? {}),
    params: query,
    data: file ?? body,
    headers: requestHeaders(file, options),
    ...(options.signal && { signal: options.signal }),
    ...(options.onUploadProgress && { onUploadProgress: progressOf(options.onUploadProgress) }),
  })
}

/** The address of a route below `/api`, each parameter escaped. */
export function pathOf(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replace(/^\/api/, '').replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(params[key])))
}

function requestHeaders(file: Blob | undefined, { idempotencyKey }: CallOptions): Record<string, string> {
  return {
    ...(file && { 'Content-Type': file.type || 'application/octet-stream' }),
    ...(idempotencyKey && { 'Idempotency-Key': idempotencyKey }),
  }
}

function progressOf(report: (sent: number, total: number) => void) {
  return ({ loaded, total }: { loaded: number; total?: number }) => report(loaded, total ?? loaded)
}

function parseAnswer<R extends Route>(route: R, status: number, data: unknown): RouteOutput<R> {
  const answer = route.answers[status]
  if (!answer || 'file' in answer) return undefined as RouteOutput<R>
  const parsed = answer.safeParse(data)
  if (!parsed.success) throw new RequestProblem({ code: 'unreadable', status }, parsed.error)
  return parsed.data as RouteOutput<R>
}
