import type { z } from 'zod'
import type * as contract from '../../core/contract/http/bank-files.ts'
import { ask, chargeDraft, post } from './book.ts'
import type { OpenDatabase } from './each-database.ts'
import { type Answer, openTestApi, type TestApi } from './test-api.ts'
import { bankBytes } from './zengin-files.ts'

export type WireLine = z.output<typeof contract.bankLineSchema>
export type WireFile = z.output<typeof contract.bankFileSchema> & { readonly lines: readonly WireLine[] }
type Problem = { readonly code: string; readonly args?: Record<string, unknown>; readonly errors?: readonly unknown[] }

/** A workspace whose owner is the operator, with customers beside the own account. */
export type BankDesk = TestApi & {
  /** Opens an account and returns its id. */
  readonly addAccount: (name: string) => Promise<string>
  /** Lets an account use something, and asks for it by a document. */
  readonly addDocument: (account: string, number: string, minor: number, issuedOn?: string) => Promise<void>
  readonly takeIn: (text: string, query?: string) => Promise<Answer<WireFile & Problem>>
  readonly confirm: (
    file: string,
    ...lines: readonly Record<string, unknown>[]
  ) => Promise<Answer<{ lines: WireLine[] } & Problem>>
}

export async function openBankDesk(open: OpenDatabase): Promise<BankDesk> {
  const api = await openTestApi(await open())
  const { storage } = api.deps
  return {
    ...api,
    addAccount: async (name) => {
      const { body } = await api.call<{ id: string }>('POST', '/api/operator/accounts', { name })
      return body.id
    },
    addDocument: async (account, number, minor, issuedOn) => {
      await post(storage, account, chargeDraft(minor))
      await ask(storage, account, number, minor, issuedOn)
    },
    takeIn: (text, query = '') => api.call('POST', `/api/operator/bank-files${query}`, bankBytes(text)),
    confirm: (file, ...lines) => api.call('POST', `/api/operator/bank-files/${file}/confirm`, { lines }),
  }
}
