import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { type importRowSchema, listImportRows } from '../../../../core/contract/http/imports.ts'
import { call } from '../../../data/call.ts'
import { pageQueryOf } from '../../../ui/table/paged-table.tsx'
import type { ImportVerdict } from './list-imports.ts'

export type ImportRow = z.output<typeof importRowSchema>

/** A page of the checked rows, all or those of one verdict. */
export const importRowsQuery = (account: string, id: string, verdict: ImportVerdict | undefined, page: number) =>
  queryOptions({
    queryKey: [account, 'imports', id, 'rows', verdict ?? 'all', page],
    queryFn: ({ signal }) =>
      call(listImportRows, { params: { account, id }, query: { ...pageQueryOf(page), verdict } }, { signal }),
    placeholderData: keepPreviousData,
  })
