import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { putImportMapping } from '../../../../core/contract/http/imports.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { importQuery } from './get-import.ts'

export type ReadingChange = z.input<typeof putImportMapping.body>

/** Says how the file is to be read, and has its rows checked again. */
export function useReadAgain(id: string) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (body: ReadingChange) => call(putImportMapping, { params: { account, id }, body }),
    onSuccess: async (changed, { saveAs }) => {
      client.setQueryData(importQuery(account, id).queryKey, changed)
      await client.invalidateQueries({ queryKey: [account, 'imports', id, 'rows'] })
      if (saveAs !== undefined) void client.invalidateQueries({ queryKey: [account, 'import-profiles'] })
    },
  })
}
