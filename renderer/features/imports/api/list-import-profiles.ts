import { queryOptions } from '@tanstack/react-query'
import { listImportProfiles } from '../../../../core/contract/http/imports.ts'
import { call } from '../../../data/call.ts'

/** Mappings that were kept under a name. */
export const importProfilesQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'import-profiles'],
    queryFn: async ({ signal }) => (await call(listImportProfiles, { params: { account } }, { signal })).items,
  })
