import { Group, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_PRICED_YEARS, PRICED_OPERATIONS, type PricedOperation } from '../../../../core/billing/price-list.ts'
import { addDays } from '../../../../core/calendar/iso-date.ts'
import { useAccount } from '../../../data/account.tsx'
import { newIdempotencyKey } from '../../../data/idempotency-key.ts'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { useMakeQuote } from '../api/quotes.ts'
import { refusedNames } from '../refused-names.ts'

const VALID_DAYS = 30
const LONGEST_DAYS = 90
const YEARS = Array.from({ length: MAX_PRICED_YEARS }, (_, n) => n + 1)

/** A quote over names at the prices of today; leads to it when it is made. */
export function QuoteDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['invoices', 'billing'])
  const { id: account, today } = useAccount()
  const [key, setKey] = useState(newIdempotencyKey)
  const make = useMakeQuote()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: {
      names: '',
      operation: 'renew' as PricedOperation,
      years: '1',
      subject: '',
      note: '',
      validUntil: addDays(today, VALID_DAYS) as string,
    },
    validate: { names: (value) => (namesIn(value).length === 0 ? t('quote.noNames') : null) },
    // What is changed after a refusal is another quote.
    onValuesChange: () => setKey(newIdempotencyKey()),
  })
  const submit = form.onSubmit(({ names, operation, years, subject, note, validUntil }) => {
    const asked = namesIn(names)
    const items = asked.map((name) => ({ operation, name, years: Number(years) }))
    const body = { items, validUntil, ...(subject.trim() && { subject }), ...(note.trim() && { note }) }
    make.mutate(
      { key, body },
      {
        onSuccess: (number) =>
          void navigate({ to: '/accounts/$account/billing/documents/$number', params: { account, number } }),
        onError: (problem) => {
          const refused = refusedNames(problem, asked)
          if (refused.length > 0) form.setFieldError('names', t('quote.refused', { names: refused.join(', ') }))
        },
      },
    )
  })
  return (
    <FormDialog
      title={t('quote.title')}
      size={560}
      action={t('quote.action')}
      sending={make}
      onSubmit={submit}
      onClose={onClose}
    >
      <Textarea
        label={t('quote.names')}
        description={t('quote.namesHint')}
        required
        rows={5}
        data-autofocus
        spellCheck={false}
        {...form.getInputProps('names')}
      />
      <Group grow>
        <Select
          label={t('quote.operation')}
          allowDeselect={false}
          data={PRICED_OPERATIONS.map((value) => ({ value, label: t(`billing:operations.${value}`) }))}
          {...form.getInputProps('operation')}
        />
        <Select
          label={t('quote.years')}
          allowDeselect={false}
          data={YEARS.map((count) => ({ value: String(count), label: t('billing:ledger.years', { count }) }))}
          {...form.getInputProps('years')}
        />
        <DayField
          label={t('one.validUntil')}
          min={today}
          max={addDays(today, LONGEST_DAYS)}
          {...form.getInputProps('validUntil')}
        />
      </Group>
      <TextInput label={t('quote.subject')} maxLength={200} {...form.getInputProps('subject')} />
      <Textarea label={t('quote.note')} rows={2} maxLength={1000} {...form.getInputProps('note')} />
    </FormDialog>
  )
}

/** Names as people list them; one that is there twice is quoted once. */
function namesIn(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,、，]+/).filter(Boolean))]
}
