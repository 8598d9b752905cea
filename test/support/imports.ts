import { expect } from 'vitest'
import { findDomains } from '../../service/modules/domains/domains.repository.ts'
import type { TestApi } from './test-api.ts'

type Counts = Record<'new' | 'changed' | 'same' | 'conflict' | 'refused', number>
/** An import as the API shows it. */
export type Import = {
  readonly id: string
  readonly state: string
  readonly format: string
  readonly encoding: string
  readonly asOf: string
  readonly connection: string | null
  readonly columns: readonly {
    readonly index: number
    readonly header: string
    readonly isSecret: boolean
    readonly samples: string[]
  }[]
  readonly mapping: Record<string, number | null>
  readonly questions: readonly { readonly id: string; readonly kind: string; readonly options: string[] | null }[]
  readonly counts: Counts
}
type Row = {
  readonly row: number
  readonly name: string | null
  readonly verdict: string
  readonly changes: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[]
  readonly code: string | null
  readonly detail: string | null
}

export const counts = (some: Partial<Counts>): Counts => ({
  new: 0,
  changed: 0,
  same: 0,
  conflict: 0,
  refused: 0,
  ...some,
})

/** Hands a file in, which has to be taken. */
export async function upload(api: TestApi, file: string | Uint8Array, query = ''): Promise<Import> {
  const { status, body } = await api.post<Import>(`/imports${query}`, file)
  expect([status, body]).toEqual([201, body])
  return body
}

/** Applies an import and answers with its job as it ended. */
export async function apply(api: TestApi, id: string, body?: unknown) {
  const { status, body: answer } = await api.post<{ job: { id: string } }>(`/imports/${id}/apply`, body)
  expect([status, answer]).toEqual([202, answer])
  await api.settleJobs()
  return (
    await api.get<{ state: string; done: number; skipped: number; failures: unknown[] }>(`/jobs/${answer.job.id}`)
  ).body
}

export const rowsOf = async (api: TestApi, id: string, query = '') =>
  (await api.get<{ items: Row[]; total: number; nextCursor: string | null }>(`/imports/${id}/rows${query}`)).body

/** The names with these A-labels as they are held. */
export async function names(api: TestApi, ...list: readonly string[]) {
  const found = await findDomains(api.deps.storage.read, api.account, { names: list })
  return found.map(({ state }) => state).toSorted((a, b) => a.name.localeCompare(b.name))
}
