import { Button, Checkbox, Group, Paper, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useApplyImport } from '../api/apply-import.ts'
import type { ImportFile } from '../api/list-imports.ts'
import classes from '../imports.module.css'

/** Takes the rows over. Conflicts stay out unless somebody says that the file is right. */
export function ApplyBar({ file }: { readonly file: ImportFile }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const apply = useApplyImport(file.id)
  const [takesConflicts, setTakesConflicts] = useState(false)
  const { counts } = file
  const rows = counts.new + counts.changed + (takesConflicts ? counts.conflict : 0)
  return (
    <Paper className={classes.apply} withBorder shadow="md" p="sm">
      {apply.error && <FormProblem problem={apply.error} />}
      {counts.conflict > 0 && (
        <Checkbox
          mb="sm"
          label={t('apply.takeConflicts', { count: counts.conflict, formatted: format.count(counts.conflict) })}
          checked={takesConflicts}
          onChange={(event) => setTakesConflicts(event.currentTarget.checked)}
        />
      )}
      <Group>
        <Button
          disabled={rows + counts.same === 0}
          loading={apply.isPending}
          onClick={() => apply.mutate(takesConflicts ? 'take' : 'skip')}
        >
          {t('apply.run', { count: rows, formatted: format.count(rows) })}
        </Button>
        <Text c="dimmed">{t('apply.explanation')}</Text>
      </Group>
    </Paper>
  )
}
