import { Anchor, Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { type PagedColumn, PagedTable } from '../../ui/table/paged-table.tsx'
import { Amount } from '../billing/components/amount.tsx'
import { type OperatedAccount, operatedAccountsQuery } from './api/accounts.ts'
import { OpenAccountDialog } from './components/open-account-dialog.tsx'
import { TermsDialog } from './components/terms-dialog.tsx'

type Open = { readonly kind: 'new' } | { readonly kind: 'terms'; readonly id: string; readonly name: string }

/** Every account with what it has and owes, and its terms. */
export function AccountsPage() {
  const { t } = useTranslation('operator')
  const account = useAccount()
  const accounts = useQuery(operatedAccountsQuery(account.id))
  const [open, setOpen] = useState<Open | null>(null)
  const columns = useAccountColumns((row) => setOpen({ kind: 'terms', id: row.id, name: row.name }))
  const close = () => setOpen(null)
  return (
    <Panel
      title={t('accounts.title')}
      explanation={t('accounts.explanation')}
      actions={<Button onClick={() => setOpen({ kind: 'new' })}>{t('accounts.open')}</Button>}
    >
      <QueryState query={accounts}>
        {({ items }) => (
          <PagedTable
            label={t('accounts.title')}
            columns={columns}
            rows={items}
            total={items.length}
            page={1}
            onPage={() => undefined}
            isReading={accounts.isFetching}
            rowId={({ id }) => id}
            empty={null}
          />
        )}
      </QueryState>
      {open?.kind === 'new' && <OpenAccountDialog onClose={close} />}
      {open?.kind === 'terms' && <TermsDialog id={open.id} name={open.name} onClose={close} />}
    </Panel>
  )
}

function useAccountColumns(onTerms: (row: OperatedAccount) => void): readonly PagedColumn<OperatedAccount>[] {
  const { t } = useTranslation(['operator', 'billing'])
  return [
    {
      id: 'name',
      title: t('accounts.name'),
      cell: ({ id, name }) => (
        <Anchor
          renderRoot={(props) => <Link {...props} to="/accounts/$account/billing/balance" params={{ account: id }} />}
        >
          {name}
        </Anchor>
      ),
    },
    { id: 'plan', title: t('accounts.plan'), cell: ({ plan }) => t(`billing:plans.${plan}`) },
    {
      id: 'balance',
      title: t('billing:balance.balance'),
      align: 'end',
      cell: ({ balance }) => <Amount money={balance} />,
    },
    {
      id: 'available',
      title: t('billing:balance.available'),
      align: 'end',
      cell: ({ available }) => <Amount money={available} />,
    },
    { id: 'open', title: t('accounts.owed'), align: 'end', cell: ({ open }) => <Amount money={open} /> },
    {
      id: 'actions',
      title: '',
      align: 'end',
      cell: (row) => (
        <Group justify="flex-end">
          <Button size="compact-sm" variant="default" onClick={() => onTerms(row)}>
            {t('accounts.terms')}
          </Button>
        </Group>
      ),
    },
  ]
}
