import { Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { maxDay } from '../../../../core/calendar/iso-date.ts'
import { bankLineOfReference } from '../../../../core/ledger/bank-line-reference.ts'
import { BOUNCING_KINDS, isOneOf } from '../../../../core/ledger/entry.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { type TakeBack, useTakeBack } from '../api/book-entry.ts'
import type { LedgerEntry } from '../api/list-ledger.ts'
import { useEntryText } from '../use-entry-text.ts'
import { BankDayField } from './bank-day-field.tsx'
import { ChoiceField } from './choice-field.tsx'

const WAYS = ['bounce', 'correction'] as const

/** An operator takes an entry back: money that the bank did not honour, or a mistake. */
export function TakeBackDialog({ entry, onClose }: { readonly entry: LedgerEntry; readonly onClose: () => void }) {
  const { t } = useTranslation('billing')
  const account = useAccount()
  const format = useFormat()
  const textOf = useEntryText()
  const { seq, kind, amount, occurredOn: came } = entry
  const takeBack = useTakeBack(seq)
  const { fromProblem } = useFieldErrors()
  const mayBounce = isOneOf(BOUNCING_KINDS, kind)
  const isOfBankLine = bankLineOfReference(entry.reference) !== null
  const form = useForm<TakeBack>({
    initialValues: {
      as: mayBounce ? 'bounce' : 'correction',
      occurredOn: maxDay(came, account.today),
      reason: '',
    },
    validate: { reason: (value) => (value.trim() === '' ? t('booking.reasonFault') : null) },
  })
  const submit = form.onSubmit((values) =>
    takeBack.mutate(values, { onSuccess: onClose, onError: (problem) => form.setErrors(fromProblem(problem)) }),
  )
  const isBounce = form.values.as === 'bounce'
  return (
    <FormDialog
      title={t('takeBack.title', { seq })}
      size={480}
      action={t('booking.action')}
      sending={takeBack}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text>{t('takeBack.text', { entry: textOf(entry), amount: format.money(amount) })}</Text>
      {isOfBankLine && <Text c="dimmed">{t('takeBack.ofBankLine')}</Text>}
      {mayBounce && !isOfBankLine && (
        <ChoiceField
          label={t('takeBack.as')}
          choices={WAYS.map((value) => ({ value, label: t(`takeBack.kinds.${value}`) }))}
          {...form.getInputProps('as')}
        />
      )}
      {entry.allocations.length > 0 && <Text c="dimmed">{t('takeBack.bounceHint')}</Text>}
      {isBounce && <BankDayField min={came} {...form.getInputProps('occurredOn')} />}
      <TextInput label={t('booking.reason')} required data-autofocus {...form.getInputProps('reason')} />
    </FormDialog>
  )
}
