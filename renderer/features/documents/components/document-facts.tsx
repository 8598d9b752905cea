import { DataList, SimpleGrid } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireMoney } from '../../../../core/money/money.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Day } from '../../../ui/layout/day.tsx'
import { OrderLink } from '../../orders/components/order-link.tsx'
import type { DocumentDetail } from '../api/documents.ts'
import { DocumentLink } from './document-link.tsx'
import { DocumentState } from './document-state.tsx'

/** Sums as documents name them; those that are nothing are left out where documents leave them out. */
type SumKey =
  | 'previousRequest'
  | 'payments'
  | 'bounced'
  | 'refunded'
  | 'adjusted'
  | 'carriedOver'
  | 'thisUse'
  | 'alreadyRequested'
  | 'thisRequest'
  | 'total'
  | 'tax'
  | 'prepaid'
  | 'amountDue'
  | 'credited'
  | 'open'

type Fact = { readonly key: string; readonly label: string; readonly value: ReactNode }

/** The head of a document: parties and days left, its sums right. */
export function DocumentFacts({ document }: { readonly document: DocumentDetail }) {
  const { t } = useTranslation('invoices')
  return (
    <SimpleGrid cols={2} spacing="xl">
      <Facts label={t('one.facts')} facts={usePartyFacts(document)} />
      <Facts label={t('one.sums')} isMoney facts={useSumFacts(document)} />
    </SimpleGrid>
  )
}

type FactsProps = { readonly label: string; readonly facts: readonly Fact[]; readonly isMoney?: boolean }

function Facts({ label, facts, isMoney = false }: FactsProps) {
  return (
    <DataList withDivider gap={5} labelWidth="150px" aria-label={label}>
      {facts.map(({ key, label: name, value }) => (
        <DataList.Item key={key}>
          <DataList.ItemLabel>{name}</DataList.ItemLabel>
          <DataList.ItemValue {...(isMoney && { ml: 'auto' })}>{value}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  )
}

function usePartyFacts(document: DocumentDetail): readonly Fact[] {
  const { t } = useTranslation(['invoices', 'billing'])
  const format = useFormat()
  const { recipient, issuer, issuedOn, dueOn, days, payment, original, validUntil, order } = document
  const parts: readonly (Fact | null | false | undefined)[] = [
    { key: 'state', label: t('columns.state'), value: <DocumentState document={document} /> },
    {
      key: 'to',
      label: t('one.to'),
      value: [recipient.name, recipient.department, recipient.honorific].filter(Boolean).join(' '),
    },
    { key: 'from', label: t('one.from'), value: [issuer.name, issuer.registrationNumber].filter(Boolean).join(' ') },
    { key: 'issuedOn', label: t('columns.issuedOn'), value: format.day(issuedOn) },
    days && {
      key: 'days',
      label: t('one.days'),
      value: t('one.dayRange', { from: format.plainDay(days.from), to: format.plainDay(days.to) }),
    },
    dueOn && { key: 'dueOn', label: t('columns.dueOn'), value: <Day day={dueOn} /> },
    payment && { key: 'method', label: t('billing:terms.method'), value: t(`billing:methods.${payment.method}`) },
    validUntil !== null && { key: 'validUntil', label: t('one.validUntil'), value: <Day day={validUntil} /> },
    original !== null && { key: 'original', label: t('one.original'), value: <DocumentLink number={original} /> },
    order !== null && { key: 'order', label: t('one.order'), value: <OrderLink id={order} /> },
  ]
  return parts.filter((part): part is Fact => Boolean(part))
}

function useSumFacts({ sums, total, tax, amountDue, open, credited, prepaid }: DocumentDetail): readonly Fact[] {
  const { t } = useTranslation('invoices')
  const format = useFormat()
  const lines: readonly (readonly [SumKey, WireMoney | null, 'always' | 'ifAny'])[] = [
    ...(sums
      ? ([
          ['previousRequest', sums.previousRequest, 'always'],
          ['payments', sums.payments, 'always'],
          ['bounced', sums.bounced, 'ifAny'],
          ['refunded', sums.refunded, 'ifAny'],
          ['adjusted', sums.adjusted, 'ifAny'],
          ['carriedOver', sums.carriedOver, 'always'],
          ['thisUse', sums.thisUse, 'always'],
          ['alreadyRequested', sums.alreadyRequested.amount, 'ifAny'],
          ['thisRequest', sums.thisRequest, 'always'],
        ] as const)
      : []),
    ['total', total, 'always'],
    ['tax', tax, 'ifAny'],
    ['prepaid', prepaid, 'ifAny'],
    ['amountDue', amountDue, 'ifAny'],
    ['credited', credited, 'ifAny'],
    ['open', open, 'ifAny'],
  ]
  return lines.flatMap(([key, money, when]) =>
    money === null || (when === 'ifAny' && money.amount === '0')
      ? []
      : [{ key, label: t(`sums.${key}`), value: format.money(money) }],
  )
}
