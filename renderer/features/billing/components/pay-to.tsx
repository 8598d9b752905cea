import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Balance } from '../api/get-balance.ts'

/** Where money is to be sent. */
export function PayTo({ payTo }: { readonly payTo: Balance['payTo'] }) {
  const { t } = useTranslation('billing')
  const { name, bankAccount } = payTo
  if (!bankAccount) return <Text c="dimmed">{t('payTo.none')}</Text>
  const lines = [
    { key: 'bank', value: `${bankAccount.bankName}(${bankAccount.bankCode})` },
    { key: 'branch', value: `${bankAccount.branchName}(${bankAccount.branchCode})` },
    { key: 'account', value: `${t(`accountTypes.${bankAccount.type}`)} ${bankAccount.number}` },
    { key: 'holder', value: `${bankAccount.holder}(${name})` },
  ] as const
  return (
    <Table maw={560} variant="vertical" aria-label={t('payTo.title')}>
      <Table.Tbody>
        {lines.map(({ key, value }) => (
          <Table.Tr key={key}>
            <Table.Th scope="row" w={120}>
              {t(`payTo.${key}`)}
            </Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
