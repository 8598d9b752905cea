import { useTranslation } from 'react-i18next'
import { isUnassigned } from '../../core/portfolio/unassigned.ts'

/** A connection's name as it is shown: the one for names of which no registrar is known is called in the reader's words. */
export function useConnectionName(): (connection: { readonly name: string; readonly registrar: string }) => string {
  const { t } = useTranslation('common')
  return (connection) => (isUnassigned(connection) ? t('unassigned') : connection.name)
}
