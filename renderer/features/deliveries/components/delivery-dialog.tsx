import { Alert, Group, Radio, Select, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DELIVERIES, type Delivery } from '../../../../core/billing/delivery.ts'
import { accountQuery, useAccount } from '../../../data/account.tsx'
import { newIdempotencyKey } from '../../../data/idempotency-key.ts'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { documentsQuery } from '../../documents/api/documents.ts'
import { deliveriesQuery, useRequestDelivery } from '../api/deliveries.ts'
import { usePaperRule } from './paper-rule.tsx'

type DeliveryDialogProps = {
  /** The document that is asked for; chosen in the form where it is not given. */
  readonly document?: string
  readonly onClose: () => void
}

const ALL = ''
const MOST = 200

/** Asks for a document, or for all to come, on paper or by mail; says why where paper is not to be had. */
export function DeliveryDialog({ document, onClose }: DeliveryDialogProps) {
  const { t } = useTranslation(['deliveries', 'billing'])
  const account = useAccount()
  const { recipient, name } = useSuspenseQuery(accountQuery(account.id)).data
  const eligibility = useQuery(deliveriesQuery(account.id, { limit: 1 })).data?.eligibility
  const request = useRequestDelivery()
  const { fromProblem } = useFieldErrors()
  const [key] = useState(newIdempotencyKey)
  const form = useForm({
    initialValues: {
      document: document ?? ALL,
      delivery: 'post' as Delivery,
      postalCode: recipient.postalCode ?? '',
      address: recipient.address ?? '',
      note: '',
    },
  })
  const { delivery, document: chosen } = form.values
  const isPost = delivery === 'post'
  const isClosed = isPost && eligibility?.post === 'corporate_plan_required'
  const submit = form.onSubmit((values) =>
    request.mutate(
      {
        key,
        delivery: values.delivery,
        ...(values.document !== ALL && { document: values.document }),
        ...(isPost && values.postalCode.trim() !== '' && { postalCode: values.postalCode }),
        ...(isPost && values.address.trim() !== '' && { address: values.address }),
        ...(values.note.trim() !== '' && { note: values.note }),
      },
      { onSuccess: onClose, onError: (problem) => form.setErrors(fromProblem(problem)) },
    ),
  )
  return (
    <FormDialog
      title={t('request.title')}
      size={520}
      action={t('request.action')}
      sending={request}
      isIncomplete={isClosed}
      onSubmit={submit}
      onClose={onClose}
    >
      <DocumentChoice {...(document !== undefined && { fixed: document })} {...form.getInputProps('document')} />
      <Radio.Group label={t('request.delivery')} {...form.getInputProps('delivery')}>
        <Group mt={4}>
          {DELIVERIES.map((one) => (
            <Radio key={one} value={one} label={t(`billing:deliveries.${one}`)} />
          ))}
        </Group>
      </Radio.Group>
      {isClosed && eligibility && <ClosedPaper eligibility={eligibility} />}
      {isPost && !isClosed && (
        <>
          <TextInput
            label={t('request.postalCode')}
            styles={{ wrapper: { width: 160 } }}
            {...form.getInputProps('postalCode')}
          />
          <TextInput
            label={t('request.address')}
            description={t('request.addressHint', { recipient: recipient.name ?? name })}
            required
            {...form.getInputProps('address')}
          />
          <Textarea
            label={t('request.note')}
            description={t('request.noteHint')}
            rows={2}
            maxLength={500}
            {...form.getInputProps('note')}
          />
        </>
      )}
      <Text c="dimmed" size="sm">
        {chosen === ALL
          ? t('request.allHint')
          : isPost
            ? t('request.postHint')
            : recipient.email !== null && t('request.mailTo', { email: recipient.email })}
      </Text>
    </FormDialog>
  )
}

function ClosedPaper({ eligibility }: { readonly eligibility: Parameters<typeof usePaperRule>[0] }) {
  return (
    <Alert color="gray" variant="light">
      {usePaperRule(eligibility)}
    </Alert>
  )
}

type DocumentChoiceProps = {
  readonly fixed?: string
  readonly value?: string
  readonly onChange?: (value: string | null) => void
}

function DocumentChoice({ fixed, ...input }: DocumentChoiceProps) {
  const { t } = useTranslation(['deliveries', 'invoices'])
  const { id: account } = useAccount()
  const query = { limit: MOST, series: ['-receipt'] }
  const documents = useQuery({ ...documentsQuery(account, query), enabled: fixed === undefined })
  if (fixed !== undefined) return <TextInput label={t('request.document')} readOnly value={fixed} />
  const choices = (documents.data?.items ?? []).map(({ number, series }) => ({
    value: number,
    label: `${t(`invoices:shortSeries.${series}`)} ${number}`,
  }))
  return (
    <Select
      label={t('request.document')}
      searchable
      allowDeselect={false}
      data={[{ value: ALL, label: t('request.all') }, ...choices]}
      {...input}
    />
  )
}
