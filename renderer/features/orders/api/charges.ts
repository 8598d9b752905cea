import { ledgerQuery } from '../../billing/api/list-ledger.ts'

const LATEST = 10

/** The latest entries of the ledger that are about a name. */
export const chargesQuery = (account: string, name: string) => ledgerQuery(account, { domain: name, limit: LATEST })
