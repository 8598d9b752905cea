import { Code, ScrollArea, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { toULabels } from '../../../core/domains/idna.ts'
import { useFormat } from '../../i18n/use-format.ts'

type NameSampleProps = {
  readonly title: string
  readonly names: readonly string[]
  readonly total: number
  /** These names will be lost. */
  readonly isLoss?: boolean
}

/** Some of the names that something is about, with how many more there are. */
export function NameSample({ title, names, total, isLoss = false }: NameSampleProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const more = total - names.length
  return (
    <div>
      <Text fw={600} {...(isLoss && { c: 'var(--daicho-loss)' })}>
        {title}
      </Text>
      <ScrollArea.Autosize mah={120} type="auto" viewportProps={{ tabIndex: 0 }}>
        <Code block bg="transparent" p={0} fz="xs" ff="text">
          {names.map(toULabels).join('\n')}
        </Code>
      </ScrollArea.Autosize>
      {more > 0 && names.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('andMore', { count: more, formatted: format.count(more) })}
        </Text>
      )}
    </div>
  )
}
