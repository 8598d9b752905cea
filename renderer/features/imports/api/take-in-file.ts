import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import { postImport } from '../../../../core/contract/http/imports.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { importQuery } from './get-import.ts'

export type FileToTakeIn = {
  /** Sent as it lies on the disk; the page never reads it. */
  readonly file: Blob
  readonly fileName: string | undefined
  readonly asOf: IsoDate
  readonly connection: string | undefined
  readonly profile: string | undefined
}

/** Sends a file to be checked; nothing is changed by that. `sent` is the part of it that has gone out, from 0 to 1. */
export function useTakeInFile() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  const [sent, setSent] = useState(0)
  const takeIn = useMutation({
    mutationFn: ({ file, ...query }: FileToTakeIn) =>
      call(postImport, { params: { account }, query, file: asUpload(file) }, { onUploadProgress: report }),
    onMutate: () => setSent(0),
    onSuccess: (made) => {
      client.setQueryData(importQuery(account, made.id).queryKey, made)
      void client.invalidateQueries({ queryKey: [account, 'imports', 'recent'] })
    },
  })
  const report = (done: number, total: number) => setSent(total > 0 ? done / total : 0)
  return { takeIn, sent }
}

/**
 * What is in a file is found out by the service, so it goes as plain bytes: the type a system gives to a name's ending
 * (`application/vnd.ms-excel` for CSV on Windows) is often none that the route takes.
 */
function asUpload(file: Blob): Blob {
  return file.slice(0, file.size, 'application/octet-stream')
}
