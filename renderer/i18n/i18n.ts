import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { english, japanese } from './catalogues.ts'
import { initialLanguage, type Language, readStoredLanguage, storeLanguage } from './language.ts'

/** Starts i18next in the person's language; catalogues are bundled, so it is ready when this returns. */
export function createI18n(): i18n {
  const instance = createInstance()
  instance.on('languageChanged', (language) => {
    document.documentElement.lang = language
    document.title = instance.t('common:productName')
  })
  void instance.use(initReactI18next).init({
    lng: initialLanguage(readStoredLanguage(), navigator.languages),
    fallbackLng: 'en',
    defaultNS: 'common',
    // The default `_` would read the error code `already_exists` as a variant of `already`.
    contextSeparator: '#',
    resources: { en: english, ja: japanese },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return instance
}

export function changeLanguage(instance: i18n, language: Language): void {
  storeLanguage(language)
  void instance.changeLanguage(language)
}
