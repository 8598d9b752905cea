import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { Panel } from '../../../ui/layout/panel.tsx'
import { mailsQuery } from '../../mails/api/mails.ts'
import { MailTable } from '../../mails/components/mail-table.tsx'

const MOST = 50

/** The mails that a document was sent with; nothing where there are none. */
export function DocumentMails({ number }: { readonly number: string }) {
  const { t } = useTranslation('outbox')
  const { id: account } = useAccount()
  const mails = useQuery(mailsQuery(account, { document: number, limit: MOST }))
  if (!mails.data || mails.data.total === 0) return null
  return (
    <Panel title={t('ofDocument')}>
      <MailTable
        mails={mails.data.items}
        total={mails.data.items.length}
        page={1}
        onPage={() => undefined}
        isReading={mails.isFetching}
      />
    </Panel>
  )
}
