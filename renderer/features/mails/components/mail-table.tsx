import { Badge, Button, EmptyState, Group, Text } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { type PagedColumn, PagedTable, type Paging } from '../../../ui/table/paged-table.tsx'
import { DocumentLink } from '../../documents/components/document-link.tsx'
import type { Mail } from '../api/mails.ts'
import { MailDialog } from './mail-dialog.tsx'
import { RetryDialog } from './retry-dialog.tsx'

type MailTableProps = Paging & {
  readonly mails: readonly Mail[]
}

type Open = { readonly kind: 'read' | 'retry'; readonly mail: Mail }

/** Mails, newest first, with what the mail server said; a refused one is sent again from its row. */
export function MailTable({ mails, ...paging }: MailTableProps) {
  const { t } = useTranslation('outbox')
  const [open, setOpen] = useState<Open | null>(null)
  const columns = useMailColumns(setOpen)
  const close = () => setOpen(null)
  return (
    <>
      <PagedTable
        {...paging}
        label={t('title')}
        columns={columns}
        rows={mails}
        rowId={({ id }) => id}
        empty={<EmptyState icon={<IconMail />} title={t('none.title')} description={t('none.description')} />}
      />
      {open?.kind === 'read' && <MailDialog mail={open.mail} onClose={close} />}
      {open?.kind === 'retry' && <RetryDialog mail={open.mail} onClose={close} />}
    </>
  )
}

function useMailColumns(onOpen: (open: Open) => void): readonly PagedColumn<Mail>[] {
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
    { id: 'to', title: t('columns.to'), cell: ({ to }) => to ?? t('noAddress') },
    {
      id: 'subject',
      title: t('columns.subject'),
      cell: ({ subject, document }) => (
        <>
          {subject}
          {document && (
            <div>
              <DocumentLink number={document} />
            </div>
          )}
        </>
      ),
    },
    { id: 'state', title: t('columns.state'), cell: (mail) => <MailState mail={mail} /> },
    { id: 'actions', title: '', align: 'end', cell: (mail) => <MailButtons mail={mail} onOpen={onOpen} /> },
  ]
}

function MailState({ mail: { state, attempts, answer, sentAt } }: { readonly mail: Mail }) {
  const { t } = useTranslation('outbox')
  const format = useFormat()
  const { timeZone } = useAccount()
  return (
    <>
      <Badge miw="max-content" color={state === 'refused' ? 'red' : state === 'sent' ? 'gray' : 'indigo'}>
        {t(`states.${state}`)}
      </Badge>
      <Text size="xs" c="dimmed">
        {[sentAt && format.instant(sentAt, timeZone), attempts > 1 && t('attempts', { count: attempts })]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {answer && state !== 'sent' && <Text size="xs">{answer}</Text>}
    </>
  )
}

type MailButtonsProps = { readonly mail: Mail; readonly onOpen: (open: Open) => void }

function MailButtons({ mail, onOpen }: MailButtonsProps) {
  const { t } = useTranslation('outbox')
  const { can } = useAccount()
  const { subject } = mail
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      {mail.state === 'refused' && can('billing.manage') && (
        <Button
          size="compact-sm"
          aria-label={t('retry.buttonOf', { subject })}
          onClick={() => onOpen({ kind: 'retry', mail })}
        >
          {t('retry.button')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('readOf', { subject })}
        onClick={() => onOpen({ kind: 'read', mail })}
      >
        {t('read')}
      </Button>
    </Group>
  )
}
