import { DataList } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import type { ImportFile } from '../api/list-imports.ts'
import { useFormatName } from '../use-format-name.ts'

const DELIMITERS: Readonly<Record<string, 'comma' | 'semicolon' | 'tab' | 'pipe'>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
}

/** What the file turned out to be. */
export function RecognisedFacts({ file }: { readonly file: ImportFile }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const formatName = useFormatName()
  const delimiter = file.delimiter === null ? undefined : DELIMITERS[file.delimiter]
  const headers = shownHeaders(file)
  const facts = [
    [t('recognised.format'), formatName(file.format)],
    [t('recognised.encoding'), file.encoding],
    ...(delimiter ? [[t('recognised.delimiter'), t(`delimiters.${delimiter}`)]] : []),
    [t('recognised.columns'), format.count(file.columns.length)],
    ...(headers ? [[t('recognised.header'), t('recognised.headerFound', { headers })]] : []),
    [t('recognised.asOf'), format.day(file.asOf)],
  ]
  return (
    <DataList orientation="horizontal" maw={560}>
      {facts.map(([label, value]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          <DataList.ItemValue>{value}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  )
}

const SHOWN_HEADERS = 5

/** The first words of the header row; empty where the file has none. */
function shownHeaders({ columns }: ImportFile): string {
  const named = columns.map(({ header }) => header).filter(Boolean)
  return named.slice(0, SHOWN_HEADERS).join(' / ') + (named.length > SHOWN_HEADERS ? ' …' : '')
}
