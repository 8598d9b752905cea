import { RequestProblem } from '../../data/problem.ts'

const ITEM = /^\/items\/(\d+)(\/|$)/

/** Of the names that were asked for together, those because of which the service refused all. */
export function refusedNames(problem: unknown, asked: readonly string[]): readonly string[] {
  if (!(problem instanceof RequestProblem)) return []
  const places = problem.fields.map(({ pointer }) => ITEM.exec(pointer)?.[1])
  return [...new Set(places.flatMap((place) => (place === undefined ? [] : (asked[Number(place)] ?? []))))]
}
