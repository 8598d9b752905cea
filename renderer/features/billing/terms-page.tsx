import { Table } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountQuery, useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { Panel } from '../../ui/layout/panel.tsx'
import { TermsForm } from './components/terms-form.tsx'

/** How the account pays, where its documents go, and what it agreed to with its issuer. */
export function TermsPage() {
  const { t } = useTranslation('billing')
  const account = useAccount()
  const settings = useSuspenseQuery(accountQuery(account.id)).data
  return (
    <>
      <Panel title={t('terms.title')} explanation={t('terms.explanation')}>
        <TermsForm settings={settings} mayChange={account.can('billing.manage')} />
      </Panel>
      <Panel title={t('contract.title')} explanation={t('contract.explanation')}>
        <Contract settings={settings} />
      </Panel>
    </>
  )
}

type ContractProps = { readonly settings: Parameters<typeof TermsForm>[0]['settings'] }

function Contract({ settings: { plan, terms, reversal } }: ContractProps) {
  const { t } = useTranslation('billing')
  const format = useFormat()
  const until = reversal.until && t('contract.reversalUntil', { day: format.day(reversal.until) })
  const days = reversal.days !== null && t('contract.reversalDays', { count: reversal.days })
  const lines = [
    { key: 'plan', value: t(`plans.${plan}`) },
    { key: 'terms', value: t(`paymentTerms.${terms}`) },
    { key: 'reversal', value: until || days || t('contract.noReversal') },
  ] as const
  return (
    <Table maw={640} variant="vertical" aria-label={t('contract.title')}>
      <Table.Tbody>
        {lines.map(({ key, value }) => (
          <Table.Tr key={key}>
            <Table.Th scope="row" w={200}>
              {t(`contract.${key}`)}
            </Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
