import type { ShellLanguage } from '../../../core/contract/ipc/app.ts'
import { english } from './en.ts'
import { japanese } from './ja.ts'
import type { ShellTexts } from './shell-texts.ts'

const CATALOGUES: Readonly<Record<ShellLanguage, ShellTexts>> = { en: english, ja: japanese }

export function shellTexts(language: ShellLanguage): ShellTexts {
  return CATALOGUES[language]
}

/** Japanese where the OS prefers it to English, else English. `languages`: BCP 47 tags, best first. */
export function languageOf(languages: readonly string[]): ShellLanguage {
  const known = languages.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => tag === 'ja' || tag === 'en')
  return known === 'ja' ? 'ja' : 'en'
}
