import { Button, Collapse } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { isLanguage } from '../../../i18n/language.ts'
import type { DocumentDetail } from '../api/documents.ts'
import { pdfAddress } from '../document-files.ts'
import classes from './document-preview.module.css'

/** The PDF itself within the page, where the program that shows it can; elsewhere its facts are below all the same. */
export function DocumentPreview({ document: { number } }: { readonly document: DocumentDetail }) {
  const { t, i18n } = useTranslation('invoices')
  const { id: account } = useAccount()
  const [isOpen, setOpen] = useState(false)
  const language = isLanguage(i18n.language) ? i18n.language : 'ja'
  const address = pdfAddress({ account, number, language })
  if (address === null || !navigator.pdfViewerEnabled) return null
  return (
    <div>
      <Button variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'preview.hide' : 'preview.show')}
      </Button>
      <Collapse expanded={isOpen} mt="sm">
        {isOpen && (
          <iframe className={classes.page} src={`${address}#view=FitH`} title={t('preview.title', { number })} />
        )}
      </Collapse>
    </div>
  )
}
