import { Anchor, EmptyState, Text } from '@mantine/core'
import { IconMailCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { type PagedColumn, PagedTable, type Paging } from '../../../ui/table/paged-table.tsx'
import { AccountLink } from '../../billing/components/account-link.tsx'
import type { UndeliveredMail } from '../api/mails.ts'

type UndeliveredTableProps = Paging & {
  readonly mails: readonly UndeliveredMail[]
}

/** Documents that reached nobody: why, whom to call, and where the address is given. */
export function UndeliveredTable({ mails, ...paging }: UndeliveredTableProps) {
  const { t } = useTranslation('outbox')
  const columns = useUndeliveredColumns()
  return (
    <PagedTable
      {...paging}
      label={t('undelivered.title')}
      columns={columns}
      rows={mails}
      rowId={({ account, id }) => `${account.id} ${id}`}
      empty={
        <EmptyState
          icon={<IconMailCheck />}
          title={t('undelivered.none.title')}
          description={t('undelivered.none.description')}
        />
      }
    />
  )
}

function useUndeliveredColumns(): readonly PagedColumn<UndeliveredMail>[] {
  const { t } = useTranslation('outbox')
  const format = useFormat()
  const { timeZone } = useAccount()
  return [
    {
      id: 'createdAt',
      title: t('columns.createdAt'),
      isUnbroken: true,
      cell: ({ createdAt }) => format.instant(createdAt, timeZone),
    },
    {
      id: 'account',
      title: t('undelivered.account'),
      cell: ({ account }) => <AccountLink id={account.id} name={account.name} />,
    },
    { id: 'subject', title: t('columns.subject'), cell: ({ subject }) => subject },
    { id: 'why', title: t('undelivered.why'), cell: (mail) => <Why mail={mail} /> },
    {
      id: 'contacts',
      title: t('undelivered.contacts'),
      cell: ({ contacts }) => contacts.map(({ name, email }) => <div key={email}>{`${name} ${email}`}</div>),
    },
  ]
}

/** What keeps it from going out, with the way to the place where that is put right. */
function Why({ mail: { account, to, answer } }: { readonly mail: UndeliveredMail }) {
  const { t } = useTranslation('outbox')
  const params = { account: account.id }
  if (to === null) {
    return (
      <>
        {t('noAddress')}{' '}
        <Anchor renderRoot={(props) => <Link {...props} to="/accounts/$account/billing/terms" params={params} />}>
          {t('missing.toTerms')}
        </Anchor>
      </>
    )
  }
  return (
    <>
      {to}
      {answer && <Text size="xs">{answer}</Text>}
      <Anchor
        renderRoot={(props) => (
          <Link {...props} to="/accounts/$account/billing/mails" params={params} search={{ state: 'refused' }} />
        )}
      >
        {t('undelivered.toMails')}
      </Anchor>
    </>
  )
}
