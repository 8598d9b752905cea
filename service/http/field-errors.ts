import type { z } from 'zod'
import type { FieldError } from '../../core/contract/errors.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]
type Found = { readonly path: Path; readonly code: string; readonly detail: string }

const MAX_ERRORS = 50

/** zod's issues as JSON pointers (RFC 6901) with closed codes; parameters of a query are pointed to like members. */
export function fieldErrors(error: z.core.$ZodError): readonly FieldError[] {
  return error.issues
    .flatMap((issue) => found(issue, []))
    .slice(0, MAX_ERRORS)
    .map(({ path, code, detail }) => ({ pointer: pointerTo(path), code, detail }))
}

function pointerTo(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** What is wrong by itself: each unknown key, and of several shapes the faults of the one that was meant. */
function found(issue: Issue, above: Path): readonly Found[] {
  const path = [...above, ...issue.path]
  const code = codeOf(issue)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], code, detail: `Unrecognized key: "${key}"` }))
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return nearest(issue.errors.map((faults) => faults.flatMap((fault) => found(fault, path))))
  }
  return [{ path, code, detail: issue.message }]
}

/** Our own checks say what is wrong in `params`; zod's have a code of their own. */
function codeOf(issue: Issue): string {
  const own = issue.code === 'custom' ? issue.params?.['code'] : undefined
  return typeof own === 'string' ? own : (issue.code ?? 'invalid')
}

/** The shape that was meant is the one that was followed furthest, and then the one with the fewest faults. */
function nearest(shapes: readonly (readonly Found[])[]): readonly Found[] {
  const depth = (faults: readonly Found[]) => Math.max(...faults.map(({ path }) => path.length))
  const [best = []] = shapes.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)
  return best
}
