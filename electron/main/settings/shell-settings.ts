import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { languageChoiceSchema, themeSourceSchema } from '../../../core/contract/ipc/app.ts'
import { connectionSchema } from '../../../core/contract/ipc/connection.ts'
import { reminderSettingsSchema } from '../../../core/contract/ipc/reminders.ts'

const windowPlaceSchema = z.object({
  x: z.number().int().exactOptional(),
  y: z.number().int().exactOptional(),
  width: z.number().int().min(200),
  height: z.number().int().min(200),
  isMaximized: z.boolean(),
})
export type WindowPlace = z.output<typeof windowPlaceSchema>

/** One damaged entry falls back to its default and leaves the others as they are. */
const shellSettingsSchema = z.object({
  theme: themeSourceSchema.catch('system'),
  language: languageChoiceSchema.catch('system'),
  connection: connectionSchema.catch({ kind: 'embedded' }),
  reminders: reminderSettingsSchema.catch({ isEnabled: true, fromHour: 9 }),
  staysInTray: z.boolean().catch(false),
  window: windowPlaceSchema.catch({ width: 1280, height: 860, isMaximized: false }),
})
/** What the shell remembers about this machine; nothing of the account and no secret. */
export type ShellSettings = z.output<typeof shellSettingsSchema>

export class SettingsFile {
  readonly #path: string
  #settings: ShellSettings

  constructor(path: string) {
    this.#path = path
    this.#settings = shellSettingsSchema.parse({ ...readObject(path) })
  }

  get current(): ShellSettings {
    return this.#settings
  }

  /** Written at once and whole: a crash leaves the old file or the new one. */
  update(change: Partial<ShellSettings>): ShellSettings {
    this.#settings = { ...this.#settings, ...change }
    mkdirSync(dirname(this.#path), { recursive: true })
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.#settings, null, 2))
    renameSync(`${this.#path}.new`, this.#path)
    return this.#settings
  }
}

function readObject(path: string): object | null {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof content === 'object' ? content : null
  } catch {
    return null
  }
}
