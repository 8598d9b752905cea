import { Anchor, Button, EmptyState, Group, Text } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LINE_STATES, type LineState } from '../../../../core/billing/bank-line-state.ts'
import { getBankFileContent } from '../../../../core/contract/http/bank-files.ts'
import { useAccount } from '../../../data/account.tsx'
import { fileAddress, saveFile } from '../../../data/save-file.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import { type PagedColumn, PagedTable } from '../../../ui/table/paged-table.tsx'
import type { BankFile } from '../api/bank-files.ts'

type FileTableProps = { readonly files: readonly BankFile[]; readonly isReading: boolean }

/** Files that were taken in, newest first; each number of lines leads to them. */
export function FileTable({ files, isReading }: FileTableProps) {
  const { t } = useTranslation('bank')
  const columns = useFileColumns()
  return (
    <PagedTable
      label={t('files.title')}
      columns={columns}
      rows={files}
      total={files.length}
      page={1}
      onPage={() => undefined}
      isReading={isReading}
      rowId={({ id }) => id}
      empty={
        <EmptyState icon={<IconFileText />} title={t('files.none.title')} description={t('files.none.description')} />
      }
    />
  )
}

function useFileColumns(): readonly PagedColumn<BankFile>[] {
  const { t } = useTranslation(['bank', 'pages'])
  const format = useFormat()
  const { timeZone } = useAccount()
  return [
    {
      id: 'createdAt',
      title: t('files.takenIn'),
      cell: ({ createdAt, person }) => (
        <>
          {format.instant(createdAt, timeZone)}
          <Text size="xs" c="dimmed">
            {person}
          </Text>
        </>
      ),
    },
    {
      id: 'name',
      title: t('files.name'),
      cell: ({ id, fileName, kind }) => (
        <>
          <LinesLink file={id} state="all">
            {fileName ?? t('files.unnamed')}
          </LinesLink>
          <Text size="xs" c="dimmed">
            {t(`kinds.${kind}`)}
          </Text>
        </>
      ),
    },
    {
      id: 'days',
      title: t('files.days'),
      cell: ({ from, to }) =>
        from && to && (from === to ? format.plainDay(from) : `${format.plainDay(from)} – ${format.plainDay(to)}`),
    },
    {
      id: 'lines',
      title: t('files.lines'),
      cell: (file) => <Counts file={file} />,
    },
    { id: 'save', title: '', align: 'end', cell: (file) => <SaveButton file={file} /> },
  ]
}

function Counts({ file: { id, states, counts } }: { readonly file: BankFile }) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  return (
    <>
      <Group gap="xs">
        {LINE_STATES.filter((state) => (states[state] ?? 0) > 0).map((state) => (
          <LinesLink key={state} file={id} state={state}>
            {t('files.count', { state: t(`states.${state}`), formatted: format.count(states[state] ?? 0) })}
          </LinesLink>
        ))}
      </Group>
      {counts.known > 0 && (
        <Text size="xs" c="dimmed">
          {t('takeIn.known', { count: counts.known, formatted: format.count(counts.known) })}
        </Text>
      )}
    </>
  )
}

type LinesLinkProps = { readonly file: string; readonly state: LineState | 'all'; readonly children: string }

function LinesLink({ file, state, children }: LinesLinkProps) {
  const { id: account } = useAccount()
  return (
    <Anchor
      renderRoot={(props) => (
        <Link {...props} to="/accounts/$account/operator/bank-files" params={{ account }} search={{ file, state }} />
      )}
    >
      {children}
    </Anchor>
  )
}

function SaveButton({ file: { id, fileName } }: { readonly file: BankFile }) {
  const { t } = useTranslation(['bank', 'pages'])
  const tell = useProblemNotice()
  const save = () => void saveFile(fileAddress(getBankFileContent, { id }), fileName ?? `${id}.txt`).catch(tell)
  return (
    <Button size="compact-sm" variant="default" onClick={save}>
      {t('pages:download')}
    </Button>
  )
}
