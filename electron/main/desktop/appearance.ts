import { app, nativeTheme } from 'electron'
import type { LanguageChoice, Navigate, ShellLanguage, ThemeSource } from '../../../core/contract/ipc/app.ts'
import type { IpcOutput } from '../../../core/contract/ipc/contract.ts'
import type { SettingsFile } from '../settings/shell-settings.ts'
import { languageOf, shellTexts } from '../texts/catalogue.ts'
import type { ShellTexts } from '../texts/shell-texts.ts'
import { setAppMenu } from './app-menu.ts'
import { AppTray } from './app-tray.ts'

export type AppearanceActions = { readonly open: () => void; readonly go: (to: Navigate['to']) => void }

/** How the shell looks and which language it speaks: menus, tray, the theme of every page. */
export class Appearance {
  readonly #settings: SettingsFile
  readonly #actions: AppearanceActions
  readonly #tray: AppTray

  constructor(settings: SettingsFile, actions: AppearanceActions) {
    this.#settings = settings
    this.#actions = actions
    this.#tray = new AppTray({
      open: actions.open,
      openDecisions: () => actions.go('decisions'),
      quit: () => app.quit(),
    })
  }

  get texts(): ShellTexts {
    return shellTexts(this.#language)
  }

  get theme(): IpcOutput<'theme.read'> {
    return { source: this.#settings.current.theme, isDark: nativeTheme.shouldUseDarkColors }
  }

  get language(): IpcOutput<'language.read'> {
    return { choice: this.#settings.current.language, language: this.#language }
  }

  chooseTheme(source: ThemeSource): void {
    this.#settings.update({ theme: source })
    this.apply()
  }

  chooseLanguage(choice: LanguageChoice): void {
    this.#settings.update({ language: choice })
    this.apply()
  }

  /** Brings everything in line with the settings. */
  apply(): void {
    nativeTheme.themeSource = this.#settings.current.theme
    setAppMenu(this.texts, process.platform, { openSettings: () => this.#actions.go('settings') })
    this.#tray.update(this.#settings.current.staysInTray, this.texts)
  }

  get #language(): ShellLanguage {
    const { language } = this.#settings.current
    return language === 'system' ? languageOf(app.getPreferredSystemLanguages()) : language
  }
}
