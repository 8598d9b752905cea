import { useTranslation } from 'react-i18next'
import { createFormat, type Format } from './format.ts'
import { isLanguage, localeFor } from './language.ts'

const formats = new Map<string, Format>()

/** The formatter of the current language. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  const language = isLanguage(i18n.language) ? i18n.language : 'en'
  const known = formats.get(language)
  if (known) return known
  const made = createFormat(localeFor(language, navigator.languages))
  formats.set(language, made)
  return made
}
