import type { TFunction } from 'i18next'
import type { DomainItem } from '../../../../core/contract/http/domains.ts'
import classes from './name-cell.module.css'

const MARKS = [
  { key: 'critical', title: 'marks.critical', isOn: (row: DomainItem) => row.critical },
  { key: 'blocked', title: 'marks.blockedTitle', isOn: (row: DomainItem) => row.blocked !== null },
  { key: 'contradiction', title: 'marks.contradictionTitle', isOn: (row: DomainItem) => row.contradiction },
] as const

type NameCellProps = {
  readonly row: DomainItem
  readonly account: string
  /** From the table: a subscription of its own would cost each row that is scrolled by. */
  readonly t: TFunction<['domains', 'common']>
}

/** A name that opens its drawer, and what is special about it; where a mark's word does not fit whole, its title says it. */
export function NameCell({ row, account, t }: NameCellProps) {
  const marks = MARKS.filter(({ isOn }) => isOn(row))
  return (
    <span className={classes.cell} data-marks={marks.length}>
      <a
        data-opens
        tabIndex={-1}
        className={classes.name}
        title={row.unicodeName === row.name ? row.name : `${row.unicodeName} (${row.name})`}
        href={`/accounts/${encodeURIComponent(account)}/domains?open=${encodeURIComponent(row.name)}`}
      >
        {row.unicodeName}
      </a>
      {marks.map(({ key, title }) => (
        <span key={key} className={classes.mark} data-mark={key} title={t(title)}>
          {t(`marks.${key}`)}
        </span>
      ))}
    </span>
  )
}
