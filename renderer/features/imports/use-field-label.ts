import { useTranslation } from 'react-i18next'
import { NAME_SERVER_FIELDS } from '../../../core/portfolio/import/import-field.ts'

/** What a column can be, or a changed field is, in the reader's words. */
export function useFieldLabel(): (field: string) => string {
  const { t } = useTranslation('imports')
  return (field) => {
    const nameServer = NAME_SERVER_FIELDS.map(String).indexOf(field)
    if (nameServer > 0) return t('nthNameServer', { n: nameServer + 1 })
    return t(`fields.${field as 'name'}`, { defaultValue: field })
  }
}
