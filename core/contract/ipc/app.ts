import { z } from 'zod'

/** The program and the machine it runs on. `languages`: BCP 47 tags as the OS prefers them, best first. */
export const appInfoSchema = z.object({
  version: z.string(),
  platform: z.enum(['darwin', 'win32', 'linux']),
  languages: z.array(z.string()).readonly(),
})

/** A link for the system's browser or mail program: `https:` or `mailto:`, anything else is `linkRefused`. */
export const openLinkSchema = z.object({ url: z.string().max(2048) })

/** Where a notification, the tray or the menu wants the page to go. The page maps it to its own address. */
export const navigateSchema = z.object({ to: z.enum(['home', 'decisions', 'settings']) })
export type Navigate = z.output<typeof navigateSchema>

export const themeSourceSchema = z.enum(['system', 'light', 'dark'])
export type ThemeSource = z.output<typeof themeSourceSchema>

/** `isDark`: what the window shows now, after following the system where `source` says so. */
export const themeSchema = z.object({ source: themeSourceSchema, isDark: z.boolean() })
export const chooseThemeSchema = z.object({ source: themeSourceSchema })

export const shellLanguageSchema = z.enum(['ja', 'en'])
export type ShellLanguage = z.output<typeof shellLanguageSchema>

export const languageChoiceSchema = z.enum(['system', 'ja', 'en'])
export type LanguageChoice = z.output<typeof languageChoiceSchema>

/** `language`: what menus, tray and reminders speak; with `choice` system it follows the OS. */
export const languageSchema = z.object({ choice: languageChoiceSchema, language: shellLanguageSchema })
export const chooseLanguageSchema = z.object({ choice: languageChoiceSchema })
