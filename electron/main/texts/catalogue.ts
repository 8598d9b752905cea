import type { ShellLanguage } from '../../../core/contract/ipc/app.ts'
import type { ReminderSummary } from '../../../core/renewal/reminders.ts'
import { english } from './en.ts'
import { japanese } from './ja.ts'

/** Every text that the shell itself shows: menus, tray, dialogs, notifications. The page has catalogues of its own. */
export type ShellTexts = {
  readonly menu: {
    readonly file: string
    readonly edit: string
    readonly view: string
    readonly window: string
    readonly settings: string
    readonly quit: string
    readonly reload: string
    readonly about: string
  }
  readonly tray: { readonly open: string; readonly decisions: string; readonly quit: string }
  readonly saveDialog: { readonly title: string }
  readonly reminder: (summary: ReminderSummary) => { readonly title: string; readonly body: string }
}

const CATALOGUES: Readonly<Record<ShellLanguage, ShellTexts>> = { en: english, ja: japanese }

export function shellTexts(language: ShellLanguage): ShellTexts {
  return CATALOGUES[language]
}

/** Japanese where the OS prefers it to English, else English. `languages`: BCP 47 tags, best first. */
export function languageOf(languages: readonly string[]): ShellLanguage {
  const known = languages.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => tag === 'ja' || tag === 'en')
  return known === 'ja' ? 'ja' : 'en'
}
