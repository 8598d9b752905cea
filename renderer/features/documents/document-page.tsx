import { Anchor, Button, Menu, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { saveFile } from '../../data/save-file.ts'
import { LANGUAGES } from '../../i18n/language.ts'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { useProblemNotice } from '../../ui/layout/use-problem-notice.ts'
import { PayInDialog } from '../billing/components/pay-in-dialog.tsx'
import { DeliveryDialog } from '../deliveries/components/delivery-dialog.tsx'
import { type DocumentDetail, documentQuery } from './api/documents.ts'
import { DocumentFacts } from './components/document-facts.tsx'
import { DocumentHistory } from './components/document-history.tsx'
import { DocumentLines } from './components/document-lines.tsx'
import { DocumentMails } from './components/document-mails.tsx'
import { DocumentPreview } from './components/document-preview.tsx'
import { OrderQuote } from './components/order-quote.tsx'
import { ReissueDialog } from './components/reissue-dialog.tsx'
import { pdfAddress, xmlAddress } from './document-files.ts'

const routeApi = getRouteApi('/accounts/$account/billing/documents/$number')

/** One document: what it states, its files, what was paid of it, its revisions and its mails. */
export function DocumentPage() {
  const account = useAccount()
  const { number } = routeApi.useParams()
  const document = useQuery(documentQuery(account.id, number))
  return (
    <QueryState query={document} wayOut={<ToDocuments />}>
      {(data) => (
        <>
          <Head document={data} />
          <DocumentPreview document={data} />
          {data.lines.length > 0 && <DocumentLines document={data} />}
          <DocumentHistory document={data} />
          <DocumentMails number={data.number} />
        </>
      )}
    </QueryState>
  )
}

function ToDocuments() {
  const { t } = useTranslation('invoices')
  const { id: account } = useAccount()
  return (
    <Anchor
      renderRoot={(props) => (
        <Link {...props} to="/accounts/$account/billing/documents" params={{ account }} search={{}} />
      )}
    >
      {t('list.all')}
    </Anchor>
  )
}

type Open = 'pay' | 'reissue' | 'deliver'

function Head({ document }: { readonly document: DocumentDetail }) {
  const { t } = useTranslation(['invoices', 'deliveries'])
  const account = useAccount()
  const [open, setOpen] = useState<Open | null>(null)
  const { number, series, state } = document
  const mayPay = account.can('operator.money') || account.can('billing.manage')
  const asks = document.open.amount !== '0'
  const mayReissue = account.can('operator.closing') && state !== 'cancelled' && series !== 'quote'
  return (
    <Panel
      title={t('one.title', { series: t(`series.${series}`), number })}
      explanation={<ToDocuments />}
      actions={
        <>
          {asks && mayPay && (
            <Button variant="default" onClick={() => setOpen('pay')}>
              {t(account.can('operator.money') ? 'one.bookPayment' : 'one.announcePayment')}
            </Button>
          )}
          {mayReissue && (
            <Button variant="default" onClick={() => setOpen('reissue')}>
              {t('reissue.button')}
            </Button>
          )}
          {account.can('billing.manage') && series !== 'receipt' && (
            <Button variant="default" onClick={() => setOpen('deliver')}>
              {t('deliveries:request.ofDocument')}
            </Button>
          )}
          <OrderQuote document={document} />
          <FileMenu document={document} />
        </>
      }
    >
      <DocumentFacts document={document} />
      {document.note && (
        <Text mt="sm" style={{ whiteSpace: 'pre-line' }}>
          {document.note}
        </Text>
      )}
      {open === 'pay' && <PayInDialog invoice={number} amount={document.open.amount} onClose={() => setOpen(null)} />}
      {open === 'deliver' && <DeliveryDialog document={number} onClose={() => setOpen(null)} />}
      {open === 'reissue' && <ReissueDialog number={number} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

/** The PDF in both languages, and the XML where machines take the document. */
function FileMenu({ document: { number } }: { readonly document: DocumentDetail }) {
  const { t } = useTranslation(['invoices', 'shell'])
  const { id: account } = useAccount()
  const tell = useProblemNotice()
  const save = (address: string | null, name: string) => address !== null && void saveFile(address, name).catch(tell)
  const xml = xmlAddress({ account, number })
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={13} aria-hidden />}>{t('one.files')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language}
            onClick={() => save(pdfAddress({ account, number, language }), `${number}-${language}.pdf`)}
          >
            {t('one.pdf', { language: t(`shell:languages.${language}`) })}
          </Menu.Item>
        ))}
        {xml !== null && <Menu.Item onClick={() => save(xml, `${number}.xml`)}>{t('one.xml')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
