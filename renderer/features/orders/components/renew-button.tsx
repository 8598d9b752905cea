import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DomainDetail } from '../../../../core/contract/http/domains.ts'
import { RenewDialog } from './renew-dialog.tsx'

export function RenewButton({ domain }: { readonly domain: DomainDetail }) {
  const { t } = useTranslation('orders')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('renew.button')}</Button>
      {isOpen && <RenewDialog domain={domain} onClose={() => setOpen(false)} />}
    </>
  )
}
