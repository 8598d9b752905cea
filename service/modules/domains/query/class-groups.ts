import type { ClassBook } from '../../renewal-rules/class-book.ts'
import { type ClassOrder, compareValues } from './name-order.ts'

/** The classes of one value, by which lists can be sorted. */
export type ClassGroup = { readonly value: string; readonly classes: ReadonlySet<number> }

/** Groups live as long as the classes they are made of, and so does what is found out about them. */
const known = new WeakMap<ClassBook, Map<string, readonly ClassGroup[]>>()
const MAX_KNOWN = 100

/** All classes by their value, in ascending order. */
export function classGroups(book: ClassBook, order: ClassOrder): readonly ClassGroup[] {
  const own = known.get(book) ?? new Map<string, readonly ClassGroup[]>()
  known.set(book, own)
  const last = own.get(order.key)
  if (last) return last
  const groups = Map.groupBy(book.values(), order.valueOf)
  const made = [...groups]
    .map(([value, classes]) => ({ value, classes: new Set(classes.map(({ id }) => id)) }))
    .sort((a, b) => compareValues([a.value], [b.value], 1))
  if (own.size >= MAX_KNOWN) own.clear()
  own.set(order.key, made)
  return made
}
