/** The parts of an OpenAPI 3.1 document that requests are made from. */
export type OpenApi = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

type Described = {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> }
}

type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly minimum?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

type Params = Readonly<Record<string, string>>

/** A route as its description has it, with values that its schemas let through. */
export type Operation = {
  readonly method: string
  readonly path: string
  readonly query: readonly string[]
  readonly inPath: readonly string[]
  readonly bodies: readonly unknown[]
  /** The path with a plain value for each parameter that is not given. */
  readonly samplePath: (params: Params) => string
}

/** A request with at most one value that nobody would send by mistake only. */
export type HostileRequest = { readonly path: string; readonly body?: unknown }

/** Longer than any text that has a meaning, and short enough for an address. */
const LONG = 'x'.repeat(6_000)

export const HOSTILE_TEXTS: readonly string[] = [
  '',
  'a\u0000b',
  '\ud800',
  LONG,
  '\u202egpj.exe',
  '😀.jp',
  "' or 1=1 --",
  '-1',
  '99999999999999999999',
  '2026-02-31',
  '9999-12-31',
  '0000-01-01',
  '+275760-09-13',
  '__proto__',
]

const HOSTILE_VALUES: readonly unknown[] = [
  ...HOSTILE_TEXTS,
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  1e300,
  [],
  {},
  [null],
  ['a\u0000b'],
  [[[]]],
  { __proto__: 1 },
]

/** All routes of a description. */
export function operationsOf(document: OpenApi): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(document, path, method, described)),
  )
}

function operationOf(document: OpenApi, path: string, method: string, described: Described): Operation {
  const named = (place: string) =>
    (described.parameters ?? []).filter((parameter) => parameter.in === place).map(({ name }) => name)
  const schema = described.requestBody?.content['application/json']?.schema
  const known = described.parameters ?? []
  const samplePath = (params: Params) =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const parameter = known.find((one) => one.in === 'path' && one.name === name)
      return encodeURIComponent(params[name] ?? String(parameter ? sampleOf(document, parameter.schema) : 'x'))
    })
  return {
    method: method.toUpperCase(),
    path,
    query: named('query'),
    inPath: named('path'),
    bodies: schema === undefined ? [] : samplesOf(document, schema),
    samplePath,
  }
}

/** Requests that differ from a plausible one in a single place each. */
export function* changesWithHostileValues(operation: Operation, params: Params): Generator<HostileRequest> {
  const path = operation.samplePath(params)
  const [body] = operation.bodies
  yield body === undefined ? { path } : { path, body }
  for (const name of operation.inPath.filter((one) => params[one] === undefined)) {
    for (const text of HOSTILE_TEXTS) {
      yield {
        path: operation.samplePath({ ...params, [name]: wellFormed(text) || '%20' }),
        ...(body !== undefined && { body }),
      }
    }
  }
  for (const name of operation.query) {
    for (const text of HOSTILE_TEXTS) yield { path: `${path}?${name}=${encodeURIComponent(wellFormed(text))}` }
    yield { path: `${path}?${name}=a&${name}=b&${name}=-c` }
  }
  yield { path: `${path}?nobody=knows&limit=-1&offset=99999999999999999999&cursor=stale` }
  for (const sample of operation.bodies) {
    yield* HOSTILE_VALUES.map((value) => ({ path, body: value === undefined ? null : value }))
    for (const changed of changesOf(sample)) yield { path, body: changed }
  }
}

/** Lone surrogates cannot stand in an address. */
const wellFormed = (text: string) => text.toWellFormed()

/** Every third of the hostile values in turn: the places of a body get other ones, and those of all bodies get all. */
function* someHostile(place: number): Generator<unknown> {
  for (const [index, value] of HOSTILE_VALUES.entries()) if (index % 3 === place % 3) yield value
}

/** The value with one of its members, however deep, replaced by hostile values, left out or added. */
function* changesOf(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const hostile of someHostile(index)) yield value.with(index, hostile)
      for (const changed of changesOf(item)) yield value.with(index, changed)
    }
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [place, [key, item]] of Object.entries(value).entries()) {
    for (const hostile of someHostile(place)) yield { ...value, [key]: hostile }
    for (const changed of changesOf(item)) yield { ...value, [key]: changed }
    yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key))
  }
  yield { ...value, nobodyKnows: 1 }
}

function samplesOf(document: OpenApi, schema: Schema): readonly unknown[] {
  const known = resolve(document, schema)
  const choices = known.anyOf ?? known.oneOf
  return choices ? choices.flatMap((choice) => samplesOf(document, choice)) : [sampleOf(document, known)]
}

function sampleOf(document: OpenApi, schema: Schema): unknown {
  const known = resolve(document, schema)
  if (known.const !== undefined) return known.const
  if (known.enum) return known.enum[0]
  const choice = known.anyOf?.[0] ?? known.oneOf?.[0]
  if (choice) return sampleOf(document, choice)
  if (known.allOf) return Object.assign({}, ...known.allOf.map((part) => sampleOf(document, part)))
  const type = Array.isArray(known.type) ? known.type[0] : known.type
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(known.properties ?? {}).map(([key, member]) => [key, sampleOf(document, member)]),
      )
    case 'array':
      return known.items ? [sampleOf(document, known.items)] : []
    case 'integer':
    case 'number':
      return Math.max(known.minimum ?? 1, 1)
    case 'boolean':
      return true
    default:
      return sampleText(known)
  }
}

const TEXTS = ['example.jp', '2027-01-31', '2026-11', '1000', 'sato@example.co.jp', '2026-12-01T00:00:00+09:00', 'JPY']

/** A text that the pattern lets through, as far as one of the usual ones does. */
function sampleText({ format, pattern, minLength = 0 }: Schema): string {
  if (format === 'email') return 'sato@example.co.jp'
  if (format === 'date') return '2027-02-01'
  if (format === 'date-time') return '2026-12-01T00:00:00+09:00'
  const fits = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  const found = TEXTS.find((text) => fits === undefined || fits.test(text)) ?? 'example.jp'
  return found.padEnd(minLength, 'x')
}

function resolve(document: OpenApi, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : resolve(document, document.components.schemas[name] ?? {})
}
