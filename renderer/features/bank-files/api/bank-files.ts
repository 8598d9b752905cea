import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  type bankFileSchema,
  type bankLineSchema,
  confirmBankFile,
  deletePayerName,
  getBankFile,
  getBankLineHistory,
  listBankFiles,
  listBankLines,
  listPayerNames,
  postBankFile,
} from '../../../../core/contract/http/bank-files.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

export type BankFile = z.output<typeof bankFileSchema>
export type BankLine = z.output<typeof bankLineSchema>
export type Proposal = BankLine['proposals'][number]
export type Collection = BankLine['collections'][number]
export type LineHistory = z.output<(typeof getBankLineHistory.answers)[200]>
export type PayerName = Awaited<ReturnType<typeof readPayerNames>>['items'][number]
export type LineDecision = z.input<typeof confirmBankFile.body>['lines'][number]
type LinesQuery = z.input<(typeof listBankLines)['query']>
type Page = { readonly limit: number; readonly offset: number }

/** Keys begin with the account on screen, so that its changes refresh them. */
const keyOf = (account: string, ...rest: readonly unknown[]) => [account, 'operator', ...rest]

export const bankFilesQuery = (account: string, page: Page) =>
  queryOptions({
    queryKey: keyOf(account, 'bank-files', page),
    queryFn: ({ signal }) => call(listBankFiles, { query: page }, { signal }),
    placeholderData: keepPreviousData,
  })

export const bankFileQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: keyOf(account, 'bank-file', id),
    queryFn: ({ signal }) => call(getBankFile, { params: { id } }, { signal }),
  })

export const bankLinesQuery = (account: string, query: LinesQuery) =>
  queryOptions({
    queryKey: keyOf(account, 'bank-lines', query),
    queryFn: ({ signal }) => call(listBankLines, { query }, { signal }),
    placeholderData: keepPreviousData,
  })

export const bankLineHistoryQuery = (account: string, { file, line }: Pick<BankLine, 'file' | 'line'>) =>
  queryOptions({
    queryKey: keyOf(account, 'bank-line-history', file, line),
    queryFn: ({ signal }) => call(getBankLineHistory, { params: { id: file, line: String(line) } }, { signal }),
  })

const readPayerNames = (page: Page, signal?: AbortSignal) =>
  call(listPayerNames, { query: page }, signal ? { signal } : {})

export const payerNamesQuery = (account: string, page: Page) =>
  queryOptions({
    queryKey: keyOf(account, 'payer-names', page),
    queryFn: ({ signal }) => readPayerNames(page, signal),
    placeholderData: keepPreviousData,
  })

type Upload = { readonly file: File; readonly yearCount: BankFile['yearCount'] | null }

/** Hands a bank file over as it is; the same file again changes nothing. */
export function useTakeIn() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: ({ file, yearCount }: Upload) => {
      const query = { fileName: file.name, ...(yearCount !== null && { yearCount }) }
      return call(postBankFile, { query, file: new Blob([file], { type: 'text/plain' }) })
    },
    onSuccess: () => invalidateAccount(client, account),
  })
}

export type FileDecisions = { readonly file: string; readonly lines: readonly LineDecision[] }

/** Books lines as a person decided, file by file: all lines of a file, or none where one of them cannot be. */
export function useConfirmLines() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async (decisions: readonly FileDecisions[]) => {
      for (const { file, lines } of decisions) {
        await call(confirmBankFile, { params: { id: file }, body: { lines: [...lines] } })
      }
    },
    // Also after a failure: files before the one that could not be are booked.
    onSettled: (_answer, _problem, decisions) => {
      invalidateAccount(client, account)
      for (const payer of payersOf(decisions)) invalidateAccount(client, payer)
    },
  })
}

function payersOf(decisions: readonly FileDecisions[]): ReadonlySet<string> {
  const lines = decisions.flatMap(({ lines: of }) => of)
  return new Set(lines.flatMap((line) => (line.to === 'account' ? [line.account] : [])))
}

export function useForgetPayer() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (id: string) => call(deletePayerName, { params: { id } }),
    onSuccess: () => invalidateAccount(client, account),
  })
}
