import { Checkbox, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { wireYen } from '../../../../core/money/yen-input.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { operatedDocumentsQuery } from '../../documents/api/documents.ts'
import { statesOf } from '../../documents/searches.ts'
import type { BankLine } from '../api/bank-files.ts'
import { assigned, type OpenDocument } from '../line-decisions.ts'

type DocumentChoiceProps = {
  readonly line: BankLine
  /** The account whose documents they are. */
  readonly of: string
  readonly chosen: readonly OpenDocument[]
  readonly onChange: (chosen: readonly OpenDocument[]) => void
}

const MOST = 50

/** Which unpaid documents of the account the money pays, and what is left of it or lacks. */
export function DocumentChoice({ line, of, chosen, onChange }: DocumentChoiceProps) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  const { id } = useAccount()
  const query = { account: of, state: statesOf('unpaid'), sort: 'issuedOn', limit: MOST } as const
  const unpaid = useQuery(operatedDocumentsQuery(id, query)).data?.items
  if (!unpaid) return null
  if (unpaid.length === 0) return <Text c="dimmed">{t('assign.noDocuments')}</Text>
  return (
    <>
      <Checkbox.Group
        label={t('assign.documents')}
        description={t('assign.documentsHint')}
        value={chosen.map(({ number }) => number)}
        onChange={(numbers) =>
          onChange(
            unpaid.flatMap(({ number, open }) => (numbers.includes(number) ? [{ number, open: open.amount }] : [])),
          )
        }
      >
        <Stack gap={6} mt={6}>
          {unpaid.map(({ number, open }) => (
            <Checkbox key={number} value={number} label={t('assign.document', { number, open: format.money(open) })} />
          ))}
        </Stack>
      </Checkbox.Group>
      {chosen.length > 0 && <Outcome line={line} of={of} chosen={chosen} />}
    </>
  )
}

function Outcome({ line, of, chosen }: Omit<DocumentChoiceProps, 'onChange'>) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  const { fee = '0' } = assigned(line, of, chosen)
  const asked = chosen.reduce((sum, { open }) => sum + Number(open), 0)
  const rest = Number(line.amount.amount) + Number(fee) - asked
  const text = (amount: number) => format.moneyInText(wireYen(Math.abs(amount)))
  return (
    <Text size="sm" role="status">
      {fee !== '0'
        ? t('assign.fee', { fee: text(Number(fee)) })
        : rest < 0
          ? t('assign.short', { lack: text(rest) })
          : rest > 0 && t('assign.rest', { rest: text(rest) })}
    </Text>
  )
}
