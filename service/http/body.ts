import type { z } from 'zod'
import type { Route } from '../../core/contract/http/route.ts'
import { Refusal } from '../refusal.ts'
import { fieldErrors } from './field-errors.ts'
import { assertStorable } from './storable-text.ts'

/** A bulk selection of 100,000 names fits; nothing sensible is larger. */
const MAX_JSON_BYTES = 16 * 1024 * 1024

/** What is read and dropped of a body that is too large: to stop in the middle of it would end the connection. */
const MAX_DROPPED_BYTES = 64 * 1024 * 1024

export type RawBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly stream: ReadableStream<Uint8Array> | null }

/** Takes the body of a request as its route wants it: a stream for files, capped text for JSON. */
export async function readBody(route: Route, request: Request): Promise<RawBody> {
  if (!route.body) return { kind: 'none' }
  if ('file' in route.body) {
    assertMediaType(request, route.body.file)
    return { kind: 'file', stream: request.body }
  }
  const text = await readCapped(request, MAX_JSON_BYTES)
  if (text !== '') assertMediaType(request, ['application/json'])
  return { kind: 'text', text }
}

function assertMediaType(request: Request, accepted: readonly string[]): void {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (!type || accepted.includes(type)) return
  // Systems name the type of a file as they please; a form is no file, and would be read as a file of one column.
  if (accepted.includes('application/octet-stream') && !type.startsWith('multipart/')) return
  throw new Refusal('unsupported_media', { detail: `Send ${accepted.join(' or ')}, not ${type}.` })
}

async function readCapped(request: Request, maxBytes: number): Promise<string> {
  if (!request.body) return ''
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  let text = ''
  try {
    for await (const chunk of request.body) {
      size += chunk.byteLength
      if (size > maxBytes + MAX_DROPPED_BYTES) break
      text = size > maxBytes ? '' : text + decoder.decode(chunk, { stream: true })
    }
    if (size > maxBytes) throw new Refusal('too_large', { detail: `The body is larger than ${maxBytes} bytes.` })
    return text + decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal('bad_request', { detail: 'The body is not UTF-8.' })
    throw error
  }
}

/** Parses JSON against the route's schema: 400 when it is no JSON or of the wrong shape. */
export function parseJsonBody(schema: z.ZodType, text: string): unknown {
  const json = text === '' ? undefined : parseJson(text)
  assertStorable(json)
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new Refusal('bad_request', {
    detail: 'The body does not have the shape this request needs.',
    errors: fieldErrors(parsed.error),
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('bad_request', { detail: 'The body is not valid JSON.' })
  }
}

/** Query parameters as an object; a repeated one becomes an array. */
export function queryObject(search: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null)
  for (const key of new Set(search.keys())) {
    const values = search.getAll(key)
    query[key] = values.length === 1 ? (values[0] ?? '') : values
  }
  return query
}
