import { NativeSelect, Radio, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CENTURIES, DATE_ORDERS, readDate } from '../../../../core/portfolio/import/date-cell.ts'
import { SKIP_PRICE } from '../../../../core/portfolio/import/import-question.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import type { ImportFile } from '../api/list-imports.ts'

type Question = ImportFile['questions'][number]

type QuestionFieldProps = {
  readonly question: Question
  readonly header: string
  /** Empty until answered: nothing is ever chosen beforehand. */
  readonly value: string
  readonly fault: string | null
  readonly onChange: (answer: string) => void
}

/** Something that the file does not say, with cells of the file read each way. */
export function QuestionField({ question, header, value, fault, onChange }: QuestionFieldProps) {
  const { t } = useTranslation('imports')
  const options = question.options ?? []
  if (question.kind === 'currency') {
    return (
      <NativeSelect
        label={t('questions.currency', { header })}
        description={t('questions.samples', { samples: question.samples.join(' / ') })}
        w={360}
        value={value}
        error={fault}
        onChange={(event) => onChange(event.currentTarget.value)}
        data={[
          { value: '', label: t('questions.choose') },
          ...options.map((option) => ({
            value: option,
            label: option === SKIP_PRICE ? t('questions.skipPrice') : option,
          })),
        ]}
      />
    )
  }
  if (question.kind === 'connection') {
    return (
      <Radio.Group label={t('questions.connection')} value={value} onChange={onChange} error={fault}>
        <Stack gap="sm" mt="xs">
          {options.map((option, index) => (
            <Radio key={option} value={option} label={question.samples[index] ?? option} />
          ))}
        </Stack>
      </Radio.Group>
    )
  }
  const kind = question.kind === 'century' ? 'century' : 'dateOrder'
  return (
    <Radio.Group label={t(`questions.${kind}`, { header })} value={value} onChange={onChange} error={fault}>
      <Stack gap="sm" mt="xs">
        {options.map((option) => (
          <Radio
            key={option}
            value={option}
            label={t(`questions.options.${option as 'dayFirst'}`, { defaultValue: option })}
            description={<SampleReadings samples={question.samples} option={option} />}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

const SHOWN_SAMPLES = 3

/** The same cells as each answer would read them, side by side with what stands in the file. */
function SampleReadings({ samples, option }: { readonly samples: readonly string[]; readonly option: string }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const rules = {
    order: DATE_ORDERS.find((order) => order === option) ?? null,
    century: CENTURIES.find((century) => century === option) ?? '2000',
    utcDays: false,
  }
  const readings = samples.slice(0, SHOWN_SAMPLES).map((cell) => {
    const read = readDate(cell, rules)
    return { cell, day: read.ok && read.value ? format.day(read.value.day) : t('questions.impossible') }
  })
  return (
    <>
      {readings.map(({ cell, day }) => (
        <Text key={cell} span display="block" c="dimmed">
          {cell} → {day}
        </Text>
      ))}
    </>
  )
}
