import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { postOperatedAccount } from '../../../../core/contract/http/billing-profile.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useOpenAccount } from '../api/accounts.ts'

/** A new account, of which the operator is the first owner. */
export function OpenAccountDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['operator', 'common'])
  const open = useOpenAccount()
  const { validate } = useFieldErrors()
  const form = useForm({ initialValues: { name: '' }, validate: validate(postOperatedAccount.body) })
  return (
    <Dialog title={t('accounts.open')} size={460} onClose={onClose}>
      <form onSubmit={form.onSubmit(({ name }) => open.mutate(name, { onSuccess: onClose }))} noValidate>
        <Stack>
          <TextInput
            label={t('accounts.name')}
            description={t('accounts.openHint')}
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          {open.error && <FormProblem problem={open.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={open.isPending}>
              {t('accounts.open')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
