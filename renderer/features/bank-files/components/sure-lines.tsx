import { Button, Group, ScrollArea, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import { type BankLine, bankLinesQuery, type FileDecisions, useConfirmLines } from '../api/bank-files.ts'
import { stillSure, sureDecisions, sureProposal } from '../line-decisions.ts'

/** Lines that are looked at together; those behind them come when these are booked. */
const LOOKED_AT = 500

/** Books all lines that fit to the yen at once; nothing where there are none. */
export function SureLines({ file }: { readonly file: string | undefined }) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  const { id: account } = useAccount()
  const query = { ...(file !== undefined && { file }), state: 'open' as const, limit: LOOKED_AT }
  const lines = useQuery(bankLinesQuery(account, query)).data?.items ?? []
  const [asked, setAsked] = useState<readonly FileDecisions[] | null>(null)
  const decisions = sureDecisions(lines)
  const count = decisions.reduce((sum, of) => sum + of.lines.length, 0)
  if (count === 0 && !asked) return null
  return (
    <>
      {count > 0 && (
        <Button onClick={() => setAsked(decisions)}>
          {t('sure.button', { count, formatted: format.count(count) })}
        </Button>
      )}
      {asked && <SureDialog lines={lines} decisions={stillSure(asked, decisions)} onClose={() => setAsked(null)} />}
    </>
  )
}

type SureDialogProps = {
  readonly lines: readonly BankLine[]
  readonly decisions: readonly FileDecisions[]
  readonly onClose: () => void
}

function SureDialog({ lines, decisions, onClose }: SureDialogProps) {
  const { t } = useTranslation(['bank', 'common'])
  const format = useFormat()
  const confirm = useConfirmLines()
  const meant = new Set(decisions.flatMap(({ file, lines: of }) => of.map(({ line }) => `${file}/${line}`)))
  const rows = lines.filter(({ file, line }) => meant.has(`${file}/${line}`))
  return (
    <Dialog title={t('sure.title')} size={760} onClose={onClose}>
      <Stack>
        <Text>{t('sure.text', { count: rows.length, formatted: format.count(rows.length) })}</Text>
        <ScrollArea.Autosize mah={360} type="auto" viewportProps={{ tabIndex: 0 }}>
          <Table verticalSpacing={4} aria-label={t('sure.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('lines.bookedOn')}</Table.Th>
                <Table.Th scope="col">{t('lines.payer')}</Table.Th>
                <Table.Th scope="col" ta="end">
                  {t('lines.amount')}
                </Table.Th>
                <Table.Th scope="col">{t('sure.account')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((line) => (
                <SureRow key={`${line.file}/${line.line}`} line={line} />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
        {confirm.error && <FormProblem problem={confirm.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            data-autofocus
            disabled={rows.length === 0}
            loading={confirm.isPending}
            onClick={() => confirm.mutate(decisions, { onSuccess: onClose })}
          >
            {t('sure.action', { count: rows.length, formatted: format.count(rows.length) })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

function SureRow({ line }: { readonly line: BankLine }) {
  const format = useFormat()
  const proposal = sureProposal(line)
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{format.day(line.bookedOn)}</Table.Td>
      <Table.Td lang="ja">{line.payerName.trim()}</Table.Td>
      <Table.Td ta="end">
        <Amount money={line.amount} />
      </Table.Td>
      <Table.Td>
        {proposal?.accountName}
        <Text size="xs" c="dimmed">
          {proposal?.documents.map(({ number }) => number).join(' ')}
        </Text>
      </Table.Td>
    </Table.Tr>
  )
}
