import { Accordion, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { NameSample } from './name-sample.tsx'

type NamedCode = { readonly name: string; readonly code: string }

type CodeCountsProps = {
  readonly title: string
  readonly counts: Readonly<Record<string, number>>
  /** The first names with their code; `counts` knows all. */
  readonly names: readonly NamedCode[]
}

/** Why names are left out or failed: each reason with its count, opening to the names. Nothing when there are none. */
export function CodeCounts({ title, counts, names }: CodeCountsProps) {
  const { t } = useTranslation('codes')
  const format = useFormat()
  const codes = Object.entries(counts).filter(([, count]) => count > 0)
  if (codes.length === 0) return null
  return (
    <div>
      <Text fw={600} mb={4}>
        {title}
      </Text>
      <Accordion variant="contained" chevronPosition="left" order={3}>
        {codes.map(([code, count]) => (
          <Accordion.Item key={code} value={code}>
            <Accordion.Control>
              <Group justify="space-between">
                <Text>{t(code as 'not_held', { defaultValue: code })}</Text>
                <Text fw={600}>{format.count(count)}</Text>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <NameSample
                title=""
                names={names.filter((one) => one.code === code).map(({ name }) => name)}
                total={count}
              />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </div>
  )
}
