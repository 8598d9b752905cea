import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { postOperatedAccount } from '../../../../core/contract/http/billing-profile.ts'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { useOpenAccount } from '../api/accounts.ts'

/** A new account, of which the operator is the first owner. */
export function OpenAccountDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('operator')
  const open = useOpenAccount()
  const { validate } = useFieldErrors()
  const form = useForm({ initialValues: { name: '' }, validate: validate(postOperatedAccount.body) })
  return (
    <FormDialog
      title={t('accounts.open')}
      size={460}
      action={t('accounts.open')}
      sending={open}
      onSubmit={form.onSubmit(({ name }) => open.mutate(name, { onSuccess: onClose }))}
      onClose={onClose}
    >
      <TextInput
        label={t('accounts.name')}
        description={t('accounts.openHint')}
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
    </FormDialog>
  )
}
