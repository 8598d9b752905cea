import { Anchor, Badge, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { PropsWithChildren } from 'react'
import { useTranslation } from 'react-i18next'
import type { IsoMonth } from '../../../../core/calendar/iso-date.ts'
import type { DecisionVerdict } from '../../../../core/renewal/decision-diff.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { type DecisionFile, decisionFilesQuery } from '../api/decision-files.ts'
import { NoticeLink } from './notice-link.tsx'

/** The sheets handed in for one month. */
export function DecisionFiles({ month }: { readonly month: IsoMonth }) {
  const { t } = useTranslation('renewals')
  const { id: account } = useAccount()
  const files = useQuery(decisionFilesQuery(account, month))
  return (
    <QueryState query={files}>
      {(known) =>
        known.length === 0 ? (
          <Text c="dimmed" mt="sm">
            {t('handIn.none')}
          </Text>
        ) : (
          <DecisionFileTable files={known} />
        )
      }
    </QueryState>
  )
}

export function DecisionFileTable({ files }: { readonly files: readonly DecisionFile[] }) {
  const { t } = useTranslation('renewals')
  const format = useFormat()
  const { timeZone } = useAccount()
  return (
    <Table mt="sm" aria-label={t('handIn.files')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('handIn.handedInAt')}</Table.Th>
          <Table.Th scope="col">{t('notices.month')}</Table.Th>
          <Table.Th scope="col" ta="end">
            {t('verdicts.change')}
          </Table.Th>
          <Table.Th scope="col" ta="end">
            {t('handIn.notTaken')}
          </Table.Th>
          <Table.Th scope="col">{t('handIn.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {files.map((file) => (
          <Table.Tr key={file.id}>
            <Table.Td>
              <FileLink file={file}>{format.instant(file.createdAt, timeZone)}</FileLink>
            </Table.Td>
            <Table.Td>
              <NoticeLink month={file.month}>{format.month(file.month)}</NoticeLink>
            </Table.Td>
            <Table.Td ta="end">
              <FileLink file={file} verdict="change">
                {format.count(file.counts.change)}
              </FileLink>
            </Table.Td>
            <Table.Td ta="end">
              <FileLink file={file}>{format.count(notTaken(file))}</FileLink>
            </Table.Td>
            <Table.Td>
              <Badge color={file.state === 'ready' ? 'indigo' : 'gray'}>{t(`fileStates.${file.state}`)}</Badge>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

type FileLinkProps = PropsWithChildren<{ readonly file: DecisionFile; readonly verdict?: DecisionVerdict }>

/** Leads to the rows of a sheet, all or those of one verdict. */
function FileLink({ file, verdict, children }: FileLinkProps) {
  const { id: account } = useAccount()
  return (
    <Anchor
      renderRoot={(props) => (
        <Link
          {...props}
          to="/accounts/$account/renewals/notices/$month/decisions/$file"
          params={{ account, month: file.month, file: file.id }}
          search={verdict === undefined ? {} : { verdict }}
        />
      )}
    >
      {children}
    </Anchor>
  )
}

/** Rows that asked for something that cannot be done. Rows without a wish are not among them. */
function notTaken({ counts }: DecisionFile): number {
  const { tooLate, unknown, noPermission, critical, changedSince, unreadable } = counts
  return tooLate + unknown + noPermission + critical + changedSince + unreadable
}
