import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { type importSchema, listImports } from '../../../../core/contract/http/imports.ts'
import { call } from '../../../data/call.ts'

export type ImportFile = z.output<typeof importSchema>
export type ImportCounts = ImportFile['counts']
export type ImportVerdict = keyof ImportCounts

const SHOWN = 20

/** The files taken in lately. */
export const recentImportsQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'imports', 'recent'],
    queryFn: ({ signal }) => call(listImports, { params: { account }, query: { limit: SHOWN } }, { signal }),
  })
