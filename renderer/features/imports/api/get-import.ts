import { queryOptions } from '@tanstack/react-query'
import { getImport } from '../../../../core/contract/http/imports.ts'
import { call } from '../../../data/call.ts'
import type { ImportFile } from './list-imports.ts'

const POLL_MS = 700

/** Whether the service is at work on the file, so that it is worth asking again. */
function isAtWork({ state }: Pick<ImportFile, 'state'>): boolean {
  return state === 'reading' || state === 'applying'
}

/** One import, asked for again while its rows are checked or taken over. */
export const importQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: [account, 'imports', id],
    queryFn: ({ signal }) => call(getImport, { params: { account, id } }, { signal }),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? POLL_MS : false),
  })
