import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { operatedTermsQuery } from '../api/accounts.ts'
import { AccountTermsForm } from './account-terms-form.tsx'

type TermsDialogProps = { readonly id: string; readonly name: string; readonly onClose: () => void }

/** What an account agreed to: plan, payment terms, overdraft, reversal. */
export function TermsDialog({ id, name, onClose }: TermsDialogProps) {
  const { t } = useTranslation('operator')
  const account = useAccount()
  const settings = useQuery(operatedTermsQuery(account.id, id))
  return (
    <Dialog title={t('terms.title', { name })} size={560} onClose={onClose}>
      <QueryState query={settings}>
        {(data) => <AccountTermsForm id={id} settings={data} onClose={onClose} />}
      </QueryState>
    </Dialog>
  )
}
