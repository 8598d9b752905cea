import type { ZenginFault } from '../../../core/billing/zengin/zengin-fault.ts'
import { Refusal } from '../../refusal.ts'

/** What is wrong with a bank file, and where; texts of the faults are in the catalogues under `bankFaults`. */
export function refusalOfFault({ code, record, field, found, expected }: ZenginFault): Refusal {
  const parts = [field, found === undefined ? null : `"${found}"`, expected === undefined ? null : `not ${expected}`]
  const detail = `${code} in record ${record}: ${parts.filter((part) => part != null).join(', ')}`
  return new Refusal('bank_file_faulty', {
    detail,
    args: { fault: code, record, field: field ?? '', found: found ?? '', expected: expected ?? '' },
  })
}
