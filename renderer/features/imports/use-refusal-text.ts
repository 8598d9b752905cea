import { useTranslation } from 'react-i18next'

/** Why a row or a whole file is not taken, in words; `detail` stands in where a code is newer than this page. */
export function useRefusalText() {
  const { t } = useTranslation('imports')
  return {
    ofRow: (code: string | null, detail: string | null): string =>
      code === null ? '' : t(`rowRefusals.${code as 'no_name'}`, { defaultValue: detail ?? code }),
    ofFile: (code: string, detail: string): string =>
      t(`fileRefusals.${code as 'empty_file'}`, { defaultValue: detail }),
  }
}
