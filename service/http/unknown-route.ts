import type { Route } from '../../core/contract/http/route.ts'
import { notFound, Refusal } from '../refusal.ts'
import { type Authentication, callerOf } from './admit.ts'
import type { Origin } from './handle.ts'
import { assertStorable } from './storable-text.ts'

/** A route with what tells whether a path is one of its own. */
type RoutePath = { readonly route: Route; readonly pattern: RegExp }

/** Says why a request meets no route: its path has none, or only others than for its method. */
export function makeUnknownRoute(routes: readonly Route[], authentication: Authentication) {
  const paths = routes.map((route) => ({ route, pattern: patternOf(route.path) }))
  return async (request: Request, path: string, origin: Origin): Promise<Refusal> => {
    const here = paths.filter(({ pattern }) => pattern.test(path))
    // The most open route decides who may be told; which methods a path has is in the public description of the API.
    const open = here.find(({ route }) => route.access === 'public') ?? here[0]
    if (!open) return notFound()
    const params = { ...open.pattern.exec(path)?.groups }
    assertStorable(params)
    await callerOf(open.route, request, params, origin, authentication)
    return new Refusal('method_not_allowed', { allow: methodsOf(here) })
  }
}

function methodsOf(here: readonly RoutePath[]): readonly string[] {
  const methods = new Set(here.map(({ route }) => route.method.toUpperCase()))
  if (methods.has('GET')) methods.add('HEAD')
  return [...methods].sort()
}

function patternOf(path: string): RegExp {
  const literal = path.replaceAll('.', '\\.')
  return new RegExp(`^${literal.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
}
