import { Anchor, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconBook2, IconFileZip, IconTableExport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BOOKS, type Books } from '../../../../core/billing/journals/journal-line.ts'
import { JOURNAL_FORMATS } from '../../../../core/billing/journals/journal-profile.ts'
import { addToMonth, type IsoMonth, monthOf } from '../../../../core/calendar/iso-date.ts'
import {
  getDocumentsCsv,
  getDocumentsXlsx,
  getDocumentsZip,
  getJournal,
} from '../../../../core/contract/http/documents.ts'
import type { Route } from '../../../../core/contract/http/route.ts'
import { useAccount } from '../../../data/account.tsx'
import { fileAddress, saveFile } from '../../../data/save-file.ts'
import { isLanguage } from '../../../i18n/language.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import { documentsQuery } from '../api/documents.ts'
import { MonthSelect } from './month-select.tsx'

/** A month's documents as files, and its journal for the accounting program; last month's at one press. */
export function MonthExport() {
  const { t, i18n } = useTranslation('invoices')
  const { id: account, today, can } = useAccount()
  const [month, setMonth] = useState<IsoMonth>(addToMonth(monthOf(today), -1))
  const [books, setBooks] = useState<Books>('buyer')
  const tell = useProblemNotice()
  const language = isLanguage(i18n.language) ? i18n.language : 'ja'
  const save = (route: Route, query: object, name: string) =>
    void saveFile(fileAddress(route, { account }, { month, ...query }), name).catch(tell)
  return (
    <Panel title={t('export.title')} explanation={t('export.explanation')}>
      <Group align="flex-end" gap="sm">
        <MonthSelect label={t('export.month')} value={month} onChange={(chosen) => chosen && setMonth(chosen)} />
        <Button
          leftSection={<IconFileZip size={16} aria-hidden />}
          onClick={() => save(getDocumentsZip, { language }, t('export.zipName', { month }))}
        >
          {t('export.zip')}
        </Button>
        {JOURNAL_FORMATS.map((format) => (
          <Button
            key={format}
            variant="default"
            leftSection={<IconBook2 size={16} aria-hidden />}
            onClick={() =>
              save(getJournal, { format, books }, t('export.journalName', { program: t(`journals.${format}`), month }))
            }
          >
            {t(`journals.${format}`)}
          </Button>
        ))}
        <Button
          variant="default"
          leftSection={<IconTableExport size={16} aria-hidden />}
          onClick={() => save(getDocumentsCsv, { language }, `${t('export.sheetName', { month })}.csv`)}
        >
          CSV
        </Button>
        <Button
          variant="default"
          leftSection={<IconTableExport size={16} aria-hidden />}
          onClick={() => save(getDocumentsXlsx, { language }, `${t('export.sheetName', { month })}.xlsx`)}
        >
          Excel
        </Button>
        {can('operator.closing') && (
          <SegmentedControl
            aria-label={t('export.books')}
            value={books}
            onChange={(value) => setBooks(BOOKS.find((one) => one === value) ?? 'buyer')}
            data={BOOKS.map((value) => ({ value, label: t(`books.${value}`) }))}
          />
        )}
      </Group>
      <MonthCount month={month} />
    </Panel>
  )
}

/** How many documents the month has, as the way to them. */
function MonthCount({ month }: { readonly month: IsoMonth }) {
  const { t } = useTranslation('invoices')
  const format = useFormat()
  const { id: account } = useAccount()
  const total = useQuery(documentsQuery(account, { month, limit: 1 })).data?.total
  if (total === undefined) return null
  const text = t('export.count', { month: format.month(month), count: total, formatted: format.count(total) })
  return (
    <Text mt="xs" c="dimmed">
      {total === 0 ? (
        t('export.noDocuments', { month: format.month(month) })
      ) : (
        <Anchor
          renderRoot={(props) => (
            <Link {...props} to="/accounts/$account/billing/documents" params={{ account }} search={{ month }} />
          )}
        >
          {text}
        </Anchor>
      )}
    </Text>
  )
}
