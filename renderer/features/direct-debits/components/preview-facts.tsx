import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import { AccountLink } from '../../billing/components/account-link.tsx'
import { type DebitPreview, useRequestDebits, useResumeDebits } from '../api/direct-debits.ts'
import { DebitTable } from './debit-table.tsx'

type PreviewFactsProps = {
  readonly preview: DebitPreview
  readonly isReading: boolean
  readonly onMade: (id: string) => void
}

/** What would be debited, whom the request leaves out and why, and the button that makes the file. */
export function PreviewFacts({ preview, isReading, onMade }: PreviewFactsProps) {
  const { t } = useTranslation('debits')
  const format = useFormat()
  const request = useRequestDebits()
  const { debits, sum, skipped, isBankDay, nextBankDay, debitOn } = preview
  return (
    <Stack gap="sm">
      {!isBankDay && (
        <Alert color="gray" variant="light" icon={<IconCalendarOff />} title={t('request.closed.title')}>
          {t('request.closed.text', { next: format.day(nextBankDay) })}
        </Alert>
      )}
      {debits.length > 0 ? (
        <>
          <Text fw={600} role="status">
            {t('request.sum', {
              count: debits.length,
              formatted: format.count(debits.length),
              sum: format.moneyInText(sum),
            })}
          </Text>
          <DebitTable debits={debits} isReading={isReading} />
        </>
      ) : (
        <Text c="dimmed">{t('request.none', { day: format.day(debitOn) })}</Text>
      )}
      <Skipped skipped={skipped} />
      {request.error && <FormProblem problem={request.error} />}
      <Group>
        <Button
          disabled={debits.length === 0 || !isBankDay}
          loading={request.isPending}
          onClick={() => request.mutate(debitOn, { onSuccess: (id) => id !== null && onMade(id) })}
        >
          {t('request.make')}
        </Button>
      </Group>
    </Stack>
  )
}

function Skipped({ skipped }: Pick<DebitPreview, 'skipped'>) {
  const { t } = useTranslation('debits')
  const resume = useResumeDebits()
  const tell = useProblemNotice()
  if (skipped.length === 0) return null
  return (
    <div>
      <Text fw={600}>{t('skipped.title')}</Text>
      <Table maw={760} aria-label={t('skipped.title')}>
        <Table.Tbody>
          {skipped.map(({ account, accountName, reason }) => (
            <Table.Tr key={account}>
              <Table.Td>
                <AccountLink id={account} name={accountName} />
              </Table.Td>
              <Table.Td>{t(`skipped.reasons.${reason}`)}</Table.Td>
              <Table.Td ta="end">
                {reason === 'stopped' && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('skipped.resumeOf', { name: accountName })}
                    onClick={() => resume.mutate(account, { onError: tell })}
                  >
                    {t('skipped.resume')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
