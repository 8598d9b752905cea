import { Badge, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { AccountLink } from '../../billing/components/account-link.tsx'
import type { BankLine } from '../api/bank-files.ts'
import { CollectionFacts, RequestLink } from './collection-facts.tsx'
import { ProposalFacts } from './proposal-facts.tsx'

/** What is proposed for a line that waits; what became of one that does not. */
export function LineOutcome({ line }: { readonly line: BankLine }) {
  const { t } = useTranslation('bank')
  const [best, ...others] = line.proposals
  const [collection] = line.collections
  const isWaiting = line.state === 'open' || line.state === 'suspense'
  return (
    <>
      {line.state !== 'open' && <Outcome line={line} />}
      {isWaiting && best && <ProposalFacts proposal={best} />}
      {isWaiting && !best && collection && <CollectionFacts collection={collection} />}
      {isWaiting && others.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('proposal.others', { count: others.length })}
        </Text>
      )}
      {line.refunds[0] && <RefundFacts refund={line.refunds[0]} />}
      {line.state === 'open' && !best && !collection && line.direction !== 'out' && (
        <Text c="dimmed">{line.direction === 'cancel' ? t('proposal.toCancel') : t('proposal.none')}</Text>
      )}
      {line.resembles && <Resembles file={line.resembles.file} line={line.resembles.line} />}
    </>
  )
}

function RefundFacts({ refund }: { readonly refund: BankLine['refunds'][number] }) {
  const { t } = useTranslation('bank')
  return (
    <Group gap={6}>
      <AccountLink id={refund.account} name={refund.accountName} />
      <Badge color="indigo">{t('proposal.refund')}</Badge>
    </Group>
  )
}

function Outcome({ line }: { readonly line: BankLine }) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  const { timeZone } = useAccount()
  const { state, account, accountName, collectedBy, fee, note, decidedAt } = line
  return (
    <>
      <Group gap={6}>
        <Badge color="gray">{t(`states.${state}`)}</Badge>
        {account && <AccountLink id={account} name={accountName ?? account} />}
        {collectedBy && <RequestLink id={collectedBy}>{t('collection.booked')}</RequestLink>}
        {decidedAt && (
          <Text span size="xs" c="dimmed">
            {format.instant(decidedAt, timeZone)}
          </Text>
        )}
      </Group>
      {fee.amount !== '0' && (
        <Text size="xs" c="dimmed">
          {t(collectedBy ? 'collection.fee' : 'proposal.fee', { fee: format.moneyInText(fee) })}
        </Text>
      )}
      {note && <Text size="xs">{note}</Text>}
    </>
  )
}

function Resembles({ file, line }: { readonly file: string; readonly line: number }) {
  const { t } = useTranslation('bank')
  const { id: account } = useAccount()
  return (
    <Text size="xs" c="var(--daicho-loss)">
      {t('proposal.resembles', { line })}{' '}
      <Link to="/accounts/$account/operator/bank-files" params={{ account }} search={{ file, state: 'all' }}>
        {t('proposal.otherFile')}
      </Link>
    </Text>
  )
}
