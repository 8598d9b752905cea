import type { ReminderSummary } from '../../../core/renewal/reminders.ts'

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
