import { Anchor, Button, Table, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { saveFile } from '../../../data/save-file.ts'
import { isLanguage } from '../../../i18n/language.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import { Amount } from '../../billing/components/amount.tsx'
import { type DocumentDetail, useReceipt } from '../api/documents.ts'
import { pdfAddress } from '../document-files.ts'
import { DocumentLink } from './document-link.tsx'

type Props = { readonly document: DocumentDetail }

/** What became of a document: payments, credit notes, revisions. */
export function DocumentHistory({ document }: Props) {
  const { t } = useTranslation('invoices')
  return (
    <>
      {document.allocations.length > 0 && (
        <Panel title={t('payments.title')} explanation={t('payments.explanation')}>
          <Allocations document={document} />
        </Panel>
      )}
      {document.creditNotes.length > 0 && (
        <Panel title={t('creditNotes.title')}>
          <CreditNotes document={document} />
        </Panel>
      )}
      <Panel title={t('revisions.title')} explanation={t('revisions.explanation')}>
        <Revisions document={document} />
      </Panel>
    </>
  )
}

function Allocations({ document: { allocations, number } }: Props) {
  const { t } = useTranslation(['invoices', 'billing'])
  const format = useFormat()
  const { id: account, can } = useAccount()
  const kindOf = (kind: string) => t(`billing:kinds.${kind as 'payment'}`, { defaultValue: kind })
  return (
    <Table maw={760} verticalSpacing={4} aria-label={t('payments.title')}>
      <Table.Tbody>
        {allocations.map(({ entry, kind, postedOn, amount }) => (
          <Table.Tr key={`${entry} ${amount.amount}`}>
            <Table.Td>{format.day(postedOn)}</Table.Td>
            <Table.Td>
              {can('billing.read') ? (
                <Anchor
                  renderRoot={(props) => (
                    <Link
                      {...props}
                      to="/accounts/$account/billing/ledger"
                      params={{ account }}
                      search={{ document: number }}
                    />
                  )}
                >
                  {kindOf(kind)}
                </Anchor>
              ) : (
                kindOf(kind)
              )}
            </Table.Td>
            <Table.Td ta="end">
              <Amount money={amount} />
            </Table.Td>
            <Table.Td ta="end">
              {(kind === 'payment' || kind === 'deposit') && can('billing.manage') && <ReceiptButton entry={entry} />}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function ReceiptButton({ entry }: { readonly entry: number }) {
  const { t } = useTranslation('invoices')
  const { id: account } = useAccount()
  const receipt = useReceipt()
  const navigate = useNavigate()
  const tell = useProblemNotice()
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={receipt.isPending}
      onClick={() =>
        receipt.mutate(entry, {
          onSuccess: (number) =>
            void navigate({ to: '/accounts/$account/billing/documents/$number', params: { account, number } }),
          onError: tell,
        })
      }
    >
      {t('payments.receipt')}
    </Button>
  )
}

function CreditNotes({ document: { creditNotes } }: Props) {
  const { t } = useTranslation('invoices')
  const format = useFormat()
  return (
    <Table maw={560} verticalSpacing={4} aria-label={t('creditNotes.title')}>
      <Table.Tbody>
        {creditNotes.map(({ number, issuedOn, total }) => (
          <Table.Tr key={number}>
            <Table.Td>{format.day(issuedOn)}</Table.Td>
            <Table.Td>
              <DocumentLink number={number} />
            </Table.Td>
            <Table.Td ta="end">
              <Amount money={total} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Revisions({ document: { revisions, number, files } }: Props) {
  const { t, i18n } = useTranslation(['invoices', 'shell'])
  const format = useFormat()
  const tell = useProblemNotice()
  const { id: account, timeZone } = useAccount()
  const language = isLanguage(i18n.language) ? i18n.language : 'ja'
  const save = (revision: number) => {
    const address = pdfAddress({ account, number, language, revision })
    if (address !== null) void saveFile(address, `${number}-r${revision}.pdf`).catch(tell)
  }
  return (
    <Table verticalSpacing={4} aria-label={t('revisions.title')}>
      <Table.Tbody>
        {revisions.map(({ revision, issuedOn, reason, createdAt, person }) => (
          <Table.Tr key={revision}>
            <Table.Td>{t('revision', { revision })}</Table.Td>
            <Table.Td>{format.day(issuedOn)}</Table.Td>
            <Table.Td>
              {reason ?? t('revisions.first')}
              <Text size="xs" c="dimmed">
                {[format.instant(createdAt, timeZone), person].filter(Boolean).join(' · ')}
              </Text>
            </Table.Td>
            <Table.Td>
              {files
                .filter((file) => file.revision === revision)
                .map(({ kind, language: of, sha256 }) => (
                  <Text key={`${kind} ${of}`} size="xs" c="dimmed" title={sha256}>
                    {t('revisions.digest', {
                      kind: kind.toUpperCase(),
                      language: t(`shell:languages.${of}`),
                      digest: sha256.slice(0, 16),
                    })}
                  </Text>
                ))}
            </Table.Td>
            <Table.Td ta="end">
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('revisions.pdfOf', { revision })}
                onClick={() => save(revision)}
              >
                PDF
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
