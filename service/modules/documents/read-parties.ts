import type { Kysely } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import type { IssuerParty, RecipientParty } from '../../../core/billing/document-parts.ts'
import { dayInZone, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Database } from '../../storage/database.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import {
  type BillingProfileRow,
  type IssuerRow,
  readBillingProfile,
  readIssuer,
} from '../billing-profile/billing-profile.repository.ts'
import { issuerParty, recipientParty } from './document-parties.ts'

/** Who issues to whom, as it stands, and on which day of the issuer. */
export type Parties = {
  readonly row: IssuerRow
  readonly profile: BillingProfileRow
  readonly issuedOn: IsoDate
  readonly issuer: IssuerParty
  readonly recipient: RecipientParty
}

export async function readParties(db: Kysely<Database>, account: string, at: Instant): Promise<Parties> {
  const profile = await readBillingProfile(db, account)
  const row = await readIssuer(db, profile.issuer)
  const owner = await findAccount(db, account)
  invariant(owner, 'documents belong to an account')
  return {
    row,
    profile,
    issuedOn: dayInZone(at, row.zone),
    issuer: issuerParty(row),
    recipient: recipientParty({ ...profile, name: owner.name }),
  }
}
