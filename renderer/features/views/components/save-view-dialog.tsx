import { Checkbox, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import type { ColumnSetting } from '../../../ui/table/column-layout.ts'
import { useChangeViews } from '../api/change-views.ts'

type SaveViewDialogProps = {
  readonly page: string
  readonly search: Readonly<Record<string, string | string[] | undefined>>
  readonly columns: readonly ColumnSetting[]
  readonly onClose: () => void
}

/** Names what is on screen, so that it can be opened again, by colleagues too. */
export function SaveViewDialog({ page, search, columns, onClose }: SaveViewDialogProps) {
  const { t } = useTranslation(['views', 'common'])
  const { save } = useChangeViews()
  const form = useForm({
    initialValues: { name: '', isShared: false },
    validate: { name: (name) => (name.trim() === '' ? t('nameMissing') : null) },
  })
  const submit = form.onSubmit(({ name, isShared }) => {
    const { sort, ...filter } = search
    const kept = Object.fromEntries(Object.entries(filter).flatMap(([key, value]) => (value ? [[key, value]] : [])))
    const definition = { filter: kept, sort: typeof sort === 'string' ? sort : null, columns: columns.map(definedOnly) }
    save.mutate({ name, isShared, page, definition }, { onSuccess: onClose })
  })
  return (
    <FormDialog
      title={t('dialog')}
      size={420}
      action={t('common:save')}
      sending={save}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput label={t('name')} data-autofocus maxLength={100} {...form.getInputProps('name')} />
      <Checkbox label={t('share')} {...form.getInputProps('isShared', { type: 'checkbox' })} />
    </FormDialog>
  )
}

/** The contract's columns have no members that are undefined. */
function definedOnly({ id, width, isHidden, pin }: ColumnSetting) {
  return { id, ...(width && { width }), ...(isHidden && { isHidden }), ...(pin && { pin }) }
}
