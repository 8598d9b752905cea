import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { type Delivery, useEndDelivery } from '../api/deliveries.ts'

type EndDeliveryDialogProps = {
  readonly letter: Delivery
  readonly outcome: 'sent' | 'declined'
  readonly onClose: () => void
}

/** A document was handed to the post on a day, or is not sent for a reason that the customer reads. */
export function EndDeliveryDialog({ letter, outcome, onClose }: EndDeliveryDialogProps) {
  const { t } = useTranslation('deliveries')
  const { today } = useAccount()
  const [on, setOn] = useState<string>(today)
  const [reason, setReason] = useState('')
  const end = useEndDelivery(letter)
  const isSent = outcome === 'sent'
  const words = isSent ? 'sent' : 'decline'
  const isComplete = isSent ? on !== '' : reason.trim() !== ''
  return (
    <FormDialog
      title={t(`${words}.title`, { document: letter.document })}
      size={440}
      action={t(`${words}.action`)}
      sending={end}
      isIncomplete={!isComplete}
      onSubmit={(event) => {
        event.preventDefault()
        if (isComplete) end.mutate(isSent ? { outcome, on } : { outcome, reason }, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      {isSent ? (
        <DayField label={t('sent.on')} required data-autofocus max={today} value={on} onChange={setOn} />
      ) : (
        <Textarea
          label={t('decline.reason')}
          description={t('decline.reasonHint')}
          required
          data-autofocus
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  )
}
