import { ActionIcon, Button, Group, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LINE_VERDICTS, mayDecide } from '../../../../core/billing/bank-line-state.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import { type BankLine, type LineDecision, useConfirmLines } from '../api/bank-files.ts'
import { collected, confirmed } from '../line-decisions.ts'
import type { LineQuestion } from './line-dialog.tsx'

type LineActionsProps = {
  readonly line: BankLine
  /** Opens a dialog about the line. */
  readonly onAsk: (question: LineQuestion) => void
}

/** What can be decided of a line: its proposal at a press, everything else in a menu. */
export function LineActions({ line, onAsk }: LineActionsProps) {
  const { t } = useTranslation('bank')
  const confirm = useConfirmLines()
  const format = useFormat()
  const tell = useProblemNotice()
  const [best] = line.proposals
  const [collection] = line.collections
  const [refund, ...otherRefunds] = line.refunds
  const decide = (decision: LineDecision) => confirm.mutate([{ file: line.file, lines: [decision] }], { onError: tell })
  const verdicts = LINE_VERDICTS.filter((verdict) => mayDecide(line.direction, line.state, verdict) === 'yes')
  const isDecided = line.decidedAt !== null
  const hasMenu = isDecided || otherRefunds.length > 0 || verdicts.some((verdict) => verdict !== 'refund')
  if (!hasMenu && !refund) return null
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      {best && (
        <Button
          size="compact-sm"
          loading={confirm.isPending}
          aria-label={t('actions.confirmOf', { payer: line.payerName.trim(), account: best.accountName })}
          onClick={() => (line.resembles ? onAsk('account') : decide(confirmed(line, best)))}
        >
          {t('actions.confirm')}
        </Button>
      )}
      {!best && collection && (
        <Button
          size="compact-sm"
          loading={confirm.isPending}
          aria-label={t('actions.collectionOf', { day: format.day(collection.debitOn) })}
          onClick={() => decide(collected(line, collection))}
        >
          {t('actions.confirm')}
        </Button>
      )}
      {refund && <RefundButton line={line} refund={refund} isSending={confirm.isPending} onDecide={decide} />}
      {hasMenu && (
        <Menu position="bottom-end" returnFocus>
          <Menu.Target>
            <ActionIcon aria-label={t('actions.more', { payer: line.payerName.trim() })}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {verdicts.includes('account') && (
              <Menu.Item onClick={() => onAsk('account')}>{t('actions.account')}</Menu.Item>
            )}
            {line.collections.map((one) => (
              <Menu.Item key={one.request} onClick={() => decide(collected(line, one))}>
                {t('actions.collection', { day: format.day(one.debitOn) })}
              </Menu.Item>
            ))}
            {otherRefunds.map(({ account, accountName }) => (
              <Menu.Item key={account} onClick={() => decide({ line: line.line, to: 'refund', account })}>
                {t('actions.refundOf', { amount: format.moneyInText(line.amount), account: accountName })}
              </Menu.Item>
            ))}
            {verdicts.includes('suspense') && (
              <Menu.Item onClick={() => decide({ line: line.line, to: 'suspense' })}>{t('actions.suspense')}</Menu.Item>
            )}
            {verdicts.includes('cancel') && <CancelItems line={line} onDecide={decide} />}
            {verdicts.includes('ignore') && (
              <Menu.Item onClick={() => onAsk('ignore')}>{t('actions.ignore')}</Menu.Item>
            )}
            {verdicts.includes('reopen') && (
              <Menu.Item onClick={() => onAsk('reopen')}>{t('actions.reopen')}</Menu.Item>
            )}
            {isDecided && <Menu.Item onClick={() => onAsk('history')}>{t('actions.history')}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  )
}

type RefundButtonProps = {
  readonly line: BankLine
  readonly refund: BankLine['refunds'][number]
  readonly isSending: boolean
  readonly onDecide: (decision: LineDecision) => void
}

/** Books money that went out as paid back to the account that it most likely went to. */
function RefundButton({ line, refund: { account, accountName }, isSending, onDecide }: RefundButtonProps) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  return (
    <Button
      size="compact-sm"
      loading={isSending}
      aria-label={t('actions.refundOf', { amount: format.moneyInText(line.amount), account: accountName })}
      onClick={() => onDecide({ line: line.line, to: 'refund', account })}
    >
      {t('actions.refund')}
    </Button>
  )
}

type CancelItemsProps = { readonly line: BankLine; readonly onDecide: (decision: LineDecision) => void }

/** The lines that a cancelling one may take back. */
function CancelItems({ line, onDecide }: CancelItemsProps) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  return line.cancels.map((of) => (
    <Menu.Item
      key={`${of.file}/${of.line}`}
      onClick={() => onDecide({ line: line.line, to: 'cancel', of: { file: of.file, line: of.line } })}
    >
      {t('actions.cancel', { line: format.count(of.line), amount: format.moneyInText(line.amount) })}
    </Menu.Item>
  ))
}
