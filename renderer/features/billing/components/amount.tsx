import type { WireMoney } from '../../../../core/money/money.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import classes from '../billing.module.css'

/** Money in a column; what is below zero stands out by its sign and colour. */
export function Amount({ money }: { readonly money: WireMoney }) {
  const format = useFormat()
  return (
    <span className={classes.amount} data-negative={money.amount.startsWith('-') || undefined}>
      {format.money(money)}
    </span>
  )
}
