import { DataList, Text } from '@mantine/core'
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

/** The names by which people know the encodings. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-8-bom': 'UTF-8 (BOM)',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  cp932: 'Shift_JIS (CP932)',
}

type FileFact = { readonly label: string; readonly value: string }

/** What the file turned out to be. */
export function RecognisedFacts({ file }: { readonly file: ImportFile }) {
  const facts = useFileFacts(file)
  return (
    <DataList orientation="horizontal" maw={720}>
      {facts.map(({ label, value }) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          <DataList.ItemValue>{value}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  )
}

/** The same in one line, where it is not what the page is about. */
export function RecognisedLine({ file }: { readonly file: ImportFile }) {
  const { t } = useTranslation('imports')
  const facts = useFileFacts(file)
  return (
    <Text c="dimmed">
      {t('recognised.title')}: {facts.map(({ label, value }) => `${label} ${value}`).join(' · ')}
    </Text>
  )
}

function useFileFacts(file: ImportFile): readonly FileFact[] {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const formatName = useFormatName()
  const delimiter = file.delimiter === null ? undefined : DELIMITERS[file.delimiter]
  const headers = shownHeaders(file)
  return [
    { label: t('recognised.format'), value: formatName(file.format) },
    ...(file.encoding ? [{ label: t('recognised.encoding'), value: ENCODINGS[file.encoding] ?? file.encoding }] : []),
    ...(delimiter ? [{ label: t('recognised.delimiter'), value: t(`delimiters.${delimiter}`) }] : []),
    { label: t('recognised.columns'), value: format.count(file.columns.length) },
    ...(headers ? [{ label: t('recognised.header'), value: headers }] : []),
    { label: t('recognised.asOf'), value: format.day(file.asOf) },
  ]
}

const SHOWN_HEADERS = 5

/** The first words of the header row; empty where the file has none. */
function shownHeaders({ columns }: ImportFile): string {
  const named = columns.map(({ header }) => header).filter(Boolean)
  return named.slice(0, SHOWN_HEADERS).join(' / ') + (named.length > SHOWN_HEADERS ? ' …' : '')
}
