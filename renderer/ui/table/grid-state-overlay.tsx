import { Button, Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemState } from '../layout/problem-state.tsx'
import { useProblemText } from '../layout/use-problem-text.ts'
import classes from './data-grid.module.css'
import { type RowList, useRowProblem, useRowTotal } from './use-row-blocks.ts'

type GridStateOverlayProps<Row> = {
  readonly rows: RowList<Row>
  readonly empty: ReactNode
  readonly isReadingRange: boolean
}

/** What lies over the rows: nothing to show, nothing readable, or a strip that tells of rows that are missing. */
export function GridStateOverlay<Row>({ rows, empty, isReadingRange }: GridStateOverlayProps<Row>) {
  const { t } = useTranslation('table')
  const total = useRowTotal(rows)
  const problem = useRowProblem(rows)
  const textOf = useProblemText()
  const retry = () => rows.blocks?.refresh()
  if (problem !== null && total === null) {
    return (
      <div className={classes.overlay} data-state="problem">
        <ProblemState problem={problem} onRetry={retry} />
      </div>
    )
  }
  if (total === 0) {
    return (
      <div className={classes.overlay} data-state="empty">
        {empty}
      </div>
    )
  }
  if (problem !== null) {
    return (
      <div className={classes.strip} role="status">
        {textOf(problem).title}
        <Button size="compact-sm" variant="default" onClick={retry}>
          {t('readAgain')}
        </Button>
      </div>
    )
  }
  if (!isReadingRange) return null
  return (
    <div className={classes.strip} role="status">
      <Loader size={14} />
      {t('readingRange')}
    </div>
  )
}
