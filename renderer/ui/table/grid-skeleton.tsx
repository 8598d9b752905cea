import classes from './data-grid.module.css'
import type { VisibleColumn } from './visible-column.ts'

const ROWS = Array.from({ length: 14 }, (_, index) => index)

/** Stands in for rows while the first are read: the table's own shape, without words. */
export function GridSkeleton<Row>({ columns }: { readonly columns: readonly VisibleColumn<Row>[] }) {
  return (
    <div aria-hidden className={classes.rows}>
      {ROWS.map((index) => (
        <div key={index} className={classes.row} style={{ transform: `translateY(${index * 32}px)` }}>
          <div className={classes.select} />
          {columns.map(({ column, style }) => (
            <div key={column.id} className={classes.cell} data-align={column.align} style={style}>
              <span className={classes.waiting} />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
