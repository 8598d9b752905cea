import { useTranslation } from 'react-i18next'
import { ReasonDialog } from '../../../ui/dialogs/reason-dialog.tsx'
import { useReissue } from '../api/documents.ts'

type ReissueDialogProps = { readonly number: string; readonly onClose: () => void }

/** The same document once more, with the parties as they are now and the reason why. */
export function ReissueDialog({ number, onClose }: ReissueDialogProps) {
  const { t } = useTranslation('invoices')
  const reissue = useReissue(number)
  return (
    <ReasonDialog
      title={t('reissue.title', { number })}
      text={t('reissue.text')}
      label={t('reissue.reason')}
      max={500}
      action={t('reissue.action')}
      sending={reissue}
      onReason={(reason) => reissue.mutate(reason, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
