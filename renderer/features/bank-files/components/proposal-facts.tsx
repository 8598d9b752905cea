import { Badge, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { AccountLink } from '../../billing/components/account-link.tsx'
import type { Proposal } from '../api/bank-files.ts'

type ProposalFactsProps = {
  readonly proposal: Proposal
  /** The account as plain words, where a link would be inside of something that is pressed. */
  readonly isPlain?: boolean
}

/** Whose the money may be, what says so, which documents it pays, and what fee the payer took off. */
export function ProposalFacts({ proposal, isPlain = false }: ProposalFactsProps) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  const { account, accountName, evidence, fit, documents, fee, rest } = proposal
  const shares = documents.map(({ number, amount }) => `${number} ${format.money(amount)}`)
  return (
    <>
      <Group gap={6}>
        {isPlain ? (
          <Text span fw={500}>
            {accountName}
          </Text>
        ) : (
          <AccountLink id={account} name={accountName} />
        )}
        <Badge color={fit === 'none' || fit === 'part' ? 'gray' : 'indigo'}>{t(`fits.${fit}`)}</Badge>
      </Group>
      <Text size="xs" c="dimmed">
        {t(`evidence.${evidence}`)}
      </Text>
      {shares.length > 0 && <Text size="xs">{t('proposal.pays', { documents: format.list(shares) })}</Text>}
      {fee.amount !== '0' && <Text size="xs">{t('proposal.feeDifference', { fee: format.moneyInText(fee) })}</Text>}
      {rest.amount !== '0' && <Text size="xs">{t('proposal.rest', { rest: format.moneyInText(rest) })}</Text>}
    </>
  )
}
