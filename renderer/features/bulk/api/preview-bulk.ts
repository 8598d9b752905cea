import { queryOptions } from '@tanstack/react-query'
import { bulkDomains, bulkPreviewSchema, type Selection } from '../../../../core/contract/http/bulk.ts'
import { call } from '../../../data/call.ts'
import type { PlannedChange } from '../planned-change.ts'

/** What the change would do. Asked once: the answer is a snapshot that the run refers to. */
export const bulkPreviewQuery = (account: string, change: PlannedChange, selection: Selection) =>
  queryOptions({
    queryKey: ['bulk-preview', account, change, selection],
    queryFn: async ({ signal }) => {
      const body = { selection, ...change, dryRun: true as const }
      return bulkPreviewSchema.parse(await call(bulkDomains, { params: { account }, body }, { signal }))
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
