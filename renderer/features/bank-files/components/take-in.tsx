import { Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { YEAR_COUNTS } from '../../../../core/billing/zengin/short-day.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { DropZone } from '../../../ui/files/drop-zone.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useTakeIn } from '../api/bank-files.ts'

const AS_BEFORE = 'asBefore'

/** Takes a bank file in and says what it brought; nothing is booked by it. */
export function TakeIn({ onTaken }: { readonly onTaken: (file: string) => void }) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  const [years, setYears] = useState<string>(AS_BEFORE)
  const takeIn = useTakeIn()
  const counted = (count: number) => ({ count, formatted: format.count(count) })
  const take = (file: File) => {
    const yearCount = YEAR_COUNTS.find((one) => one === years) ?? null
    takeIn.mutate({ file, yearCount }, { onSuccess: ({ id }) => onTaken(id) })
  }
  return (
    <Stack gap="sm">
      <DropZone
        title={t('takeIn.drop')}
        hint={t('takeIn.hint')}
        isSlim
        accept=".txt,.dat,.csv,.prn,.asc"
        isBusy={takeIn.isPending}
        onFile={take}
      />
      <Group gap="sm">
        <Text size="sm" id="bank-years">
          {t('takeIn.years')}
        </Text>
        <SegmentedControl
          aria-labelledby="bank-years"
          value={years}
          onChange={setYears}
          data={[AS_BEFORE, ...YEAR_COUNTS].map((value) => ({ value, label: t(`years.${value as 'era'}`) }))}
        />
      </Group>
      {takeIn.error && <FormProblem problem={takeIn.error} />}
      {takeIn.data && (
        <Text role="status">
          {[
            t('takeIn.new', counted(takeIn.data.counts.new)),
            takeIn.data.counts.known > 0 && t('takeIn.known', counted(takeIn.data.counts.known)),
          ]
            .filter(Boolean)
            .join(' ')}
        </Text>
      )}
    </Stack>
  )
}
