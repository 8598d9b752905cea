import { z } from 'zod'

/** Path parameters of everything that belongs to an account. */
export const accountParams = z.strictObject({ account: z.string().min(1).max(64) })

/** Path parameters of one name: either spelling. */
export const nameParams = accountParams.extend({ name: z.string().min(1).max(1000) })

export const idParams = accountParams.extend({ id: z.string().min(1).max(64) })

const MAX_LIMIT = 1000
export const DEFAULT_LIMIT = 100

/** A whole number in a query or path; what JavaScript would take for one too (``, `1e3`, ` 5`) is none. */
export function wholeNumber(min: number, max: number) {
  const read = (text: unknown) => (typeof text === 'string' && /^-?\d+$/.test(text) ? Number(text) : text)
  return z.preprocess(read, z.number().int().min(min).max(max))
}

/** Paging that every list takes. */
export const pageQuery = z.strictObject({
  limit: wholeNumber(1, MAX_LIMIT).optional(),
  cursor: z.string().max(2000).optional(),
  offset: wholeNumber(0, 10_000_000).optional(),
})

/** A repeatable parameter: `a=1&a=2` means or; a leading `-` on a value means not. */
export const repeatable = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .optional()

/** The answer of every list; `total` is exact. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int() })
}

/** The languages of mails, files and documents. */
export const languageSchema = z.enum(['ja', 'en'])

/** An instant with offset, as the service writes them: UTC. */
export const instantSchema = z.string().meta({ format: 'date-time' })

/** Refers to the job that carries a request out. */
export const jobRef = z.object({ job: z.object({ id: z.string() }) })
