import { useTranslation } from 'react-i18next'
import { desktop } from '../../data/desktop.ts'
import { changeLanguage } from '../../i18n/i18n.ts'
import { isLanguage, type Language } from '../../i18n/language.ts'

/** The language of the page, and its switch; the desktop's menus and reminders follow it. */
export function useLanguage(): { readonly language: Language; choose(language: Language): void } {
  const { i18n } = useTranslation()
  return {
    language: isLanguage(i18n.language) ? i18n.language : 'en',
    choose: (language) => {
      changeLanguage(i18n, language)
      void desktop()?.language.choose({ choice: language })
    },
  }
}
