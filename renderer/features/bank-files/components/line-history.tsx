import { Stack, Text, Timeline } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { type BankLine, bankLineHistoryQuery, type LineHistory } from '../api/bank-files.ts'
import { LineWords } from './line-words.tsx'

type LineHistoryDialogProps = { readonly line: BankLine; readonly onClose: () => void }

/** Who decided what of a line, when and why. */
export function LineHistoryDialog({ line, onClose }: LineHistoryDialogProps) {
  const { t } = useTranslation('bank')
  const { id: account } = useAccount()
  const history = useQuery(bankLineHistoryQuery(account, line))
  return (
    <Dialog title={t('history.title')} size={560} onClose={onClose}>
      <Stack>
        <LineWords line={line} />
        <QueryState query={history}>
          {({ items }) =>
            items.length === 0 ? (
              <Text c="dimmed">{t('history.none')}</Text>
            ) : (
              <Timeline bulletSize={10} lineWidth={1} active={-1}>
                {items.map((decision) => (
                  <Timeline.Item key={decision.n} title={t(`history.verdicts.${decision.verdict}`)}>
                    <DecisionFacts decision={decision} />
                  </Timeline.Item>
                ))}
              </Timeline>
            )
          }
        </QueryState>
      </Stack>
    </Dialog>
  )
}

function DecisionFacts({ decision }: { readonly decision: LineHistory['items'][number] }) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  const { timeZone } = useAccount()
  const { at, person, accountName, documents, fee, note, counterpart } = decision
  const shares = documents.map(({ number, amount }) => `${number} ${format.money(amount)}`)
  return (
    <>
      <Text size="xs" c="dimmed">
        {[format.instant(at, timeZone), person].filter(Boolean).join(' · ')}
      </Text>
      {accountName && <Text>{accountName}</Text>}
      {shares.length > 0 && <Text>{format.list(shares)}</Text>}
      {fee.amount !== '0' && <Text>{t('proposal.fee', { fee: format.moneyInText(fee) })}</Text>}
      {counterpart && <Text>{t('history.counterpart', { line: format.count(counterpart.line) })}</Text>}
      {note && <Text>{t('history.note', { note })}</Text>}
    </>
  )
}
