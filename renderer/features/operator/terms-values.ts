import type { z } from 'zod'
import type { patchAccount } from '../../../core/contract/http/accounts.ts'
import type { AccountSettings } from '../../data/account.tsx'

type Change = z.input<typeof patchAccount.body>

/** The terms as a form holds them: texts for days and amounts, '' where there is none. */
export type TermsValues = Pick<AccountSettings, 'plan' | 'terms' | 'holidayShift'> & {
  readonly overdraft: {
    readonly policy: AccountSettings['overdraft']['policy']
    readonly until: string
    readonly limit: string
  }
  readonly reversal: { readonly until: string; readonly days: number | string }
}

export function termsValues({ plan, terms, holidayShift, overdraft, reversal }: AccountSettings): TermsValues {
  return {
    plan,
    terms,
    holidayShift,
    overdraft: { policy: overdraft.policy, until: overdraft.until ?? '', limit: overdraft.limit?.amount ?? '' },
    reversal: { until: reversal.until ?? '', days: reversal.days ?? '' },
  }
}

/** What is sent: only what the chosen overdraft needs. */
export function termsChange({ plan, terms, holidayShift, overdraft, reversal }: TermsValues): Change {
  const { policy, until, limit } = overdraft
  const days = reversal.days === '' ? null : Number(reversal.days)
  return {
    plan,
    terms,
    holidayShift,
    overdraft:
      policy === 'provisional'
        ? { policy, until }
        : policy === 'corporate'
          ? { policy, limit: limit.normalize('NFKC').replace(/[\s,]/g, '') }
          : { policy },
    reversal: { until: reversal.until || null, days },
  }
}
