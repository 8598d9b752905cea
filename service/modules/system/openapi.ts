import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import { problemSchema } from '../../../core/contract/errors.ts'
import { type Answer, needsIdempotencyKey, type Route } from '../../../core/contract/http/route.ts'
import { VERSION } from '../../version.ts'

extendZodWithOpenApi(z)

type PathConfig = Parameters<OpenAPIRegistry['registerPath']>[0]

/** The API's description, from the same contract that validates its requests. */
export function describeApi(routes: readonly Route[]) {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  registry.registerComponent('securitySchemes', 'cookie', { type: 'apiKey', in: 'cookie', name: 'daicho_session' })
  for (const route of routes) registry.registerPath(describeRoute(route))
  const tags = [...new Set(routes.map((route) => route.tag))].map((name) => ({ name, description: `${name}.` }))
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Daicho',
      version: VERSION,
      description: 'The desk of a corporate domain manager: names, renewal rules, decisions, notices.',
      contact: { name: 'Daicho', url: 'https://daicho.example' },
      license: { name: 'Proprietary', url: 'https://daicho.example/licence' },
    },
    servers: [{ url: '/' }],
    tags,
  })
}

function describeRoute(route: Route): PathConfig {
  return {
    method: route.method,
    path: route.path,
    operationId: operationId(route),
    summary: route.summary,
    description: `${route.summary}. Needs: ${needs(route)}.`,
    tags: [route.tag],
    security: route.access === 'public' ? [] : [{ token: [] }, { cookie: [] }],
    request: {
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...(route.body ? { body: { content: contentOf(route.body), required: true } } : {}),
      ...(needsIdempotencyKey(route) ? { headers: z.object({ 'Idempotency-Key': z.string().max(255) }) } : {}),
    },
    responses: {
      ...Object.fromEntries(Object.entries(route.answers).map(([status, answer]) => [status, describeAnswer(answer)])),
      default: { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } },
    },
  }
}

function needs(route: Route): string {
  if (route.access === 'public') return 'nothing'
  return route.access === 'session' ? 'a session' : `the permission ${route.access}`
}

function describeAnswer(answer: Answer) {
  if (answer === null) return { description: 'Done; no content' }
  return { description: 'file' in answer ? 'The file' : 'The answer', content: contentOf(answer) }
}

function contentOf(content: Exclude<Answer, null>) {
  if (!('file' in content)) return { 'application/json': { schema: content } }
  const binary = { schema: { type: 'string' as const, contentEncoding: 'binary' } }
  return Object.fromEntries(content.file.map((type) => [type, binary]))
}

/** `get /api/accounts/{account}/notices/{month}.pdf` → `getNoticesMonthPdf`. */
function operationId(route: Route): string {
  const words = route.path
    .replace(/^\/api(\/accounts\/\{account\})?/, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
  const name = words.length === 0 ? ['account'] : words
  return route.method + name.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('')
}
