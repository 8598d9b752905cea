import { Anchor, Button, EmptyState } from '@mantine/core'
import { IconUserQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { useProblemNotice } from '../../ui/layout/use-problem-notice.ts'
import { type PagedColumn, PagedTable, pageQueryOf } from '../../ui/table/paged-table.tsx'
import { AccountLink } from '../billing/components/account-link.tsx'
import { type PayerName, payerNamesQuery, useForgetPayer } from './api/bank-files.ts'

const routeApi = getRouteApi('/accounts/$account/operator/payer-names')

/** Names and codes under which accounts pay, as confirmed lines have taught them. */
export function PayerNamesPage() {
  const { t } = useTranslation(['bank', 'operator'])
  const account = useAccount()
  const { page = 1 } = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const names = useQuery(payerNamesQuery(account.id, pageQueryOf(page)))
  const columns = usePayerColumns()
  return (
    <Panel
      title={t('payerNames.title')}
      explanation={t('payerNames.explanation')}
      actions={
        <Anchor
          renderRoot={(props) => (
            <Link {...props} to="/accounts/$account/operator/bank-files" params={{ account: account.id }} search={{}} />
          )}
        >
          {t('operator:tabs.bankFiles')}
        </Anchor>
      }
    >
      <QueryState query={names}>
        {({ items, total }) => (
          <PagedTable
            label={t('payerNames.title')}
            columns={columns}
            rows={items}
            total={total}
            page={page}
            onPage={(next) => void navigate({ search: { page: next } })}
            isReading={names.isFetching}
            rowId={({ id }) => id}
            empty={
              <EmptyState
                icon={<IconUserQuestion />}
                title={t('payerNames.none.title')}
                description={t('payerNames.none.description')}
              />
            }
          />
        )}
      </QueryState>
    </Panel>
  )
}

function usePayerColumns(): readonly PagedColumn<PayerName>[] {
  const { t } = useTranslation('bank')
  const format = useFormat()
  const { timeZone } = useAccount()
  return [
    { id: 'written', title: t('payerNames.written'), cell: ({ written }) => <span lang="ja">{written.trim()}</span> },
    { id: 'kind', title: t('payerNames.kind'), cell: ({ kind }) => t(`payerNames.kinds.${kind}`) },
    {
      id: 'account',
      title: t('payerNames.account'),
      cell: ({ account, accountName }) => <AccountLink id={account} name={accountName} />,
    },
    {
      id: 'learnedAt',
      title: t('payerNames.learnedAt'),
      cell: ({ learnedAt }) => format.instant(learnedAt, timeZone),
    },
    { id: 'forget', title: '', align: 'end', cell: (row) => <ForgetButton payer={row} /> },
  ]
}

function ForgetButton({ payer: { id, written } }: { readonly payer: PayerName }) {
  const { t } = useTranslation('bank')
  const forget = useForgetPayer()
  const tell = useProblemNotice()
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={t('payerNames.forgetOf', { name: written.trim() })}
      loading={forget.isPending}
      onClick={() => forget.mutate(id, { onError: tell })}
    >
      {t('payerNames.forget')}
    </Button>
  )
}
