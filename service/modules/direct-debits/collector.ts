import { bankAccountSchema } from '../../../core/billing/bank-account.ts'
import { debitFields } from '../../../core/billing/plan-debits.ts'
import { toBankText } from '../../../core/billing/zengin/bank-kana.ts'
import type { Collector } from '../../../core/billing/zengin/direct-debit.ts'
import { DIRECT_DEBIT } from '../../../core/billing/zengin/direct-debit-format.ts'
import { issuerSchema } from '../../../core/contract/http/billing-profile.ts'
import { Refusal } from '../../refusal.ts'
import type { IssuerRow } from '../billing-profile/billing-profile.repository.ts'

/** As whom, and into which account, an issuer collects; refused with what its settings lack. */
export function collectorOf(issuer: IssuerRow): Collector {
  const client = issuerSchema.shape.debitClient.parse(JSON.parse(issuer.debit_client ?? 'null'))
  if (client === null) throw incomplete('debitClient')
  if (issuer.bank_account === null) throw incomplete('bankAccount')
  const name = toBankText(client.name, 'party')
  if (!name.ok || name.value.length > DIRECT_DEBIT.header.consignorName.length) throw incomplete('debitClient.name')
  // The file names the collector beside the account, and no holder.
  const account = { ...bankAccountSchema.parse(JSON.parse(issuer.bank_account)), holder: client.name.slice(0, 1) }
  const fields = debitFields(account)
  if (!fields.ok) throw incomplete('bankAccount.type')
  const { holder: _, ...numbers } = fields.value
  return { ...numbers, consignor: client.code, consignorName: name.value }
}

function incomplete(field: string): Refusal {
  const detail = `The issuer's ${field} is missing, or is not what a bank takes.`
  return new Refusal('debit_setup_incomplete', { detail, args: { field } })
}
