import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../ui/layout/page-header.tsx'

export function HomePage() {
  const { t } = useTranslation('shell')
  return <PageHeader title={t('sections.home')} />
}
