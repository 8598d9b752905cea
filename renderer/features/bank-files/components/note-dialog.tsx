import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { ReasonDialog } from '../../../ui/dialogs/reason-dialog.tsx'
import { type BankLine, useConfirmLines } from '../api/bank-files.ts'

type NoteDialogProps = {
  readonly line: BankLine
  readonly to: 'ignore' | 'reopen'
  readonly onClose: () => void
}

/** A line is put aside, or a decision taken back: why, for whoever looks at it later. */
export function NoteDialog({ line, to, onClose }: NoteDialogProps) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  const confirm = useConfirmLines()
  const { file, line: n, payerName, amount } = line
  return (
    <ReasonDialog
      title={t(`note.${to}.title`)}
      text={t(`note.${to}.text`, {
        payer: payerName.trim() || t('lines.noPayer'),
        amount: format.moneyInText(amount),
      })}
      label={t('note.label')}
      max={300}
      action={t(`note.${to}.action`)}
      sending={confirm}
      onReason={(note) => confirm.mutate([{ file, lines: [{ line: n, to, note }] }], { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
