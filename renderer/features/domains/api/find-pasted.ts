import { useMutation } from '@tanstack/react-query'
import { bulkDomains, bulkPreviewSchema } from '../../../../core/contract/http/bulk.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'

export type FoundNames = {
  readonly found: readonly string[]
  readonly missing: readonly string[]
  readonly missingCount: number
}

/** Which of the names are in the account: the preview of a change that changes nothing tells those that are not. */
export function useFindPasted() {
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async (names: readonly string[]): Promise<FoundNames> => {
      const selection = { names: [...names] }
      const body = { selection, action: 'setTags' as const, params: {}, dryRun: true as const }
      const preview = bulkPreviewSchema.parse(await call(bulkDomains, { params: { account }, body }))
      const missing = preview.skipped.filter(({ code }) => code === 'unknown').map(({ name }) => name)
      const absent = new Set(missing)
      const found = names.filter((name) => !absent.has(name))
      return { found, missing, missingCount: preview.skippedCounts['unknown'] ?? 0 }
    },
  })
}
