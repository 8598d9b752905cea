/** The languages of the product; both are complete (checked by a test). */
export const LANGUAGES = ['ja', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const STORAGE_KEY = 'daicho.language'

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value)
}

/** What the person chose, else the first of the system's languages that we speak, else English. */
export function initialLanguage(stored: string | null, systemLocales: readonly string[]): Language {
  if (isLanguage(stored)) return stored
  return systemLocales.map((locale) => locale.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en'
}

/** The reader's own locale within the language (`en-US` and `en-GB` write days differently). */
export function localeFor(language: Language, systemLocales: readonly string[]): string {
  const own = systemLocales.find((locale) => locale.toLowerCase().startsWith(`${language}-`))
  return own ?? { ja: 'ja-JP', en: 'en-GB' }[language]
}

export function readStoredLanguage(): string | null {
  return localStorage.getItem(STORAGE_KEY)
}

export function storeLanguage(language: Language): void {
  localStorage.setItem(STORAGE_KEY, language)
}
