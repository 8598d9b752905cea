import { Select } from '@mantine/core'
import { addToMonth, type IsoMonth, monthOf } from '../../../../core/calendar/iso-date.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'

/** Books are kept for seven years; what is older is searched by its days. */
const MONTHS = 84

type MonthSelectProps = {
  readonly label: string
  readonly value: IsoMonth | undefined
  /** Given where no month can be chosen as well. */
  readonly placeholder?: string
  readonly onChange: (month: IsoMonth | undefined) => void
}

/** A month up to the present one, newest first. */
export function MonthSelect({ label, value, placeholder, onChange }: MonthSelectProps) {
  const format = useFormat()
  const { today } = useAccount()
  const months = Array.from({ length: MONTHS }, (_, n) => addToMonth(monthOf(today), -n))
  return (
    <Select
      label={label}
      w={150}
      {...(placeholder === undefined ? { allowDeselect: false } : { placeholder, clearable: true })}
      data={months.map((month) => ({ value: month, label: format.month(month) }))}
      value={value ?? null}
      onChange={(chosen) => onChange(months.find((month) => month === chosen))}
    />
  )
}
