import { Button, EmptyState, Group } from '@mantine/core'
import { IconMailbox } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getOperatedPdf } from '../../../../core/contract/http/documents.ts'
import { fileAddress, saveFile } from '../../../data/save-file.ts'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import { type PagedColumn, PagedTable, type Paging } from '../../../ui/table/paged-table.tsx'
import { AccountLink } from '../../billing/components/account-link.tsx'
import type { Delivery } from '../api/deliveries.ts'
import { useDeliveryColumns } from './delivery-table.tsx'
import { EndDeliveryDialog } from './end-delivery-dialog.tsx'

type LetterTableProps = Paging & {
  readonly letters: readonly Delivery[]
}

type Asked = { readonly outcome: 'sent' | 'declined'; readonly letter: Delivery }

/** Requests of all accounts; one that waits is printed, and marked as posted or declined. */
export function LetterTable({ letters, ...paging }: LetterTableProps) {
  const { t } = useTranslation('deliveries')
  const [asked, setAsked] = useState<Asked | null>(null)
  const [createdAt, ...others] = useDeliveryColumns().filter(
    ({ id }) => id !== 'delivery' && (id !== 'state' || letters.some(({ state }) => state !== 'requested')),
  )
  const columns: readonly PagedColumn<Delivery>[] = [
    ...(createdAt ? [createdAt] : []),
    {
      id: 'account',
      title: t('columns.account'),
      cell: ({ account }) => <AccountLink id={account.id} name={account.name} />,
    },
    ...others,
    {
      id: 'actions',
      title: '',
      align: 'end',
      cell: (letter) => <LetterButtons letter={letter} onAsk={(outcome) => setAsked({ outcome, letter })} />,
    },
  ]
  return (
    <>
      <PagedTable
        {...paging}
        label={t('operator.title')}
        columns={columns}
        rows={letters}
        rowId={({ id }) => id}
        empty={
          <EmptyState
            icon={<IconMailbox />}
            title={t('operator.none.title')}
            description={t('operator.none.description')}
          />
        }
      />
      {asked && <EndDeliveryDialog {...asked} onClose={() => setAsked(null)} />}
    </>
  )
}

type LetterButtonsProps = { readonly letter: Delivery; readonly onAsk: (outcome: Asked['outcome']) => void }

function LetterButtons({ letter: { document, state, delivery }, onAsk }: LetterButtonsProps) {
  const { t } = useTranslation('deliveries')
  const tell = useProblemNotice()
  if (document === null || delivery === 'mail') return null
  const address = fileAddress(getOperatedPdf, { number: document })
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('operator.pdfOf', { document })}
        onClick={() => void saveFile(address, `${document}.pdf`).catch(tell)}
      >
        {t('operator.pdf')}
      </Button>
      {state === 'requested' && (
        <>
          <Button size="compact-sm" aria-label={t('operator.sentOf', { document })} onClick={() => onAsk('sent')}>
            {t('operator.sent')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('operator.declineOf', { document })}
            onClick={() => onAsk('declined')}
          >
            {t('operator.decline')}
          </Button>
        </>
      )}
    </Group>
  )
}
