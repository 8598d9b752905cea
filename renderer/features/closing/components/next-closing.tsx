import { Alert, Button, DataList, Group, Stack, Text } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { type ClosingPreview, useClose } from '../api/closings.ts'
import { askedClosing } from '../asked-closing.ts'

type NextClosingProps = { readonly preview: ClosingPreview; readonly of: string }

/** The next piece as it stands: its days, its sums, what would be issued. A running one cannot be closed yet. */
export function NextClosing({ preview, of }: NextClosingProps) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const { timeZone } = useAccount()
  const [asked, setAsked] = useState<ClosingPreview | null>(null)
  const { period, part, from, to, closesAt, isRunning, document, balanceRequest } = preview
  const facts = [
    { key: 'days', value: t('days', { from: format.day(from), to: format.day(to) }) },
    { key: 'use', value: format.money(preview.use) },
    { key: 'tax', value: format.money(preview.tax) },
    { key: 'balance', value: format.money(preview.balance) },
    { key: 'document', value: document ? t(`documents.${document}`) : t('documents.none') },
    { key: 'amountDue', value: format.money(preview.amountDue) },
    ...(balanceRequest ? [{ key: 'balanceRequest' as const, value: format.money(balanceRequest) }] : []),
  ] as const
  return (
    <Stack gap="sm">
      <Text size="lg" fw={600}>
        {part > 1 ? t('periodPart', { month: format.month(period), part }) : format.month(period)}
      </Text>
      {isRunning && (
        <Alert color="gray" variant="light" icon={<IconClock />} title={t('running.title')}>
          {t('running.text', { at: format.instant(closesAt, timeZone) })}
        </Alert>
      )}
      <DataList withDivider gap={5} labelWidth="180px" maw={560} aria-label={t('next.title')}>
        {facts.map(({ key, value }) => (
          <DataList.Item key={key}>
            <DataList.ItemLabel>{t(`facts.${key}`)}</DataList.ItemLabel>
            <DataList.ItemValue>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
      {!isRunning && (
        <Group>
          <Button onClick={() => setAsked(preview)}>{t('close.button', { month: format.month(period) })}</Button>
        </Group>
      )}
      {asked && <CloseDialog preview={askedClosing(asked, preview)} of={of} onClose={() => setAsked(null)} />}
    </Stack>
  )
}

function CloseDialog({ preview, of, onClose }: NextClosingProps & { readonly onClose: () => void }) {
  const { t } = useTranslation(['closing', 'common'])
  const format = useFormat()
  const close = useClose(of)
  const { period, document, amountDue } = preview
  const month = format.month(period)
  return (
    <Dialog title={t('close.title', { month })} size={480} onClose={onClose}>
      <Stack>
        <Text>
          {document
            ? t('close.issues', { document: t(`documents.${document}`), amount: format.moneyInText(amountDue) })
            : t('close.issuesNothing')}
        </Text>
        <Text>{t('close.text', { month })}</Text>
        {close.error && <FormProblem problem={close.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button data-autofocus loading={close.isPending} onClick={() => close.mutate(period, { onSuccess: onClose })}>
            {t('close.action')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
