import { Group, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import type { ImportCounts, ImportVerdict } from '../api/list-imports.ts'
import { IMPORT_VERDICTS } from '../import-search.ts'
import classes from '../imports.module.css'

type VerdictFilterProps = {
  readonly counts: ImportCounts
  readonly chosen: ImportVerdict | undefined
  /** Undefined shows all rows again. */
  readonly onChoose: (verdict: ImportVerdict | undefined) => void
}

/** How many rows would do what; pressing a count shows its rows, pressing it again shows all. */
export function VerdictFilter({ counts, chosen, onChoose }: VerdictFilterProps) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  return (
    <Group gap="xs" role="group" aria-label={t('verdicts.label')}>
      {IMPORT_VERDICTS.map((verdict) => (
        <UnstyledButton
          key={verdict}
          className={classes.verdict}
          aria-pressed={chosen === verdict}
          onClick={() => onChoose(chosen === verdict ? undefined : verdict)}
        >
          <span className={classes.verdictCount} data-loss={verdict === 'refused' && counts.refused > 0}>
            {format.count(counts[verdict])}
          </span>
          <span>{t(`verdicts.${verdict}`)}</span>
        </UnstyledButton>
      ))}
    </Group>
  )
}
