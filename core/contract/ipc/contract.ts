import { z } from 'zod'
import {
  appInfoSchema,
  chooseLanguageSchema,
  chooseThemeSchema,
  languageSchema,
  navigateSchema,
  openLinkSchema,
  themeSchema,
} from './app.ts'
import type { IpcChannel, IpcEvent } from './channel-names.ts'
import { chooseConnectionSchema, connectionSchema } from './connection.ts'
import { savedFileSchema, saveFileSchema } from './files.ts'
import { remindersSchema, updateRemindersSchema } from './reminders.ts'
import { restartSchema, serviceStateSchema } from './service.ts'
import { sessionStateSchema } from './session.ts'
import { startupSchema, updateStartupSchema } from './startup.ts'

const nothing = z.undefined()

/** What each call takes and gives. The main process parses every input with it; a channel that is missing does not compile. */
export const ipcContract = {
  'app.info': { input: nothing, output: appInfoSchema },
  'app.openLink': { input: openLinkSchema, output: nothing },
  'theme.read': { input: nothing, output: themeSchema },
  'theme.choose': { input: chooseThemeSchema, output: themeSchema },
  'language.read': { input: nothing, output: languageSchema },
  'language.choose': { input: chooseLanguageSchema, output: languageSchema },
  'files.save': { input: saveFileSchema, output: savedFileSchema },
  'session.read': { input: nothing, output: sessionStateSchema },
  'service.read': { input: nothing, output: serviceStateSchema },
  'service.restart': { input: restartSchema, output: serviceStateSchema },
  'connection.read': { input: nothing, output: connectionSchema },
  'connection.choose': { input: chooseConnectionSchema, output: connectionSchema },
  'connection.clear': { input: nothing, output: connectionSchema },
  'reminders.read': { input: nothing, output: remindersSchema },
  'reminders.update': { input: updateRemindersSchema, output: remindersSchema },
  'startup.read': { input: nothing, output: startupSchema },
  'startup.update': { input: updateStartupSchema, output: startupSchema },
} as const satisfies Record<IpcChannel, { readonly input: z.ZodType; readonly output: z.ZodType }>

/** What each event carries. */
export const ipcEvents = {
  'app.onNavigate': navigateSchema,
  'session.onChanged': sessionStateSchema,
  'service.onChanged': serviceStateSchema,
} as const satisfies Record<IpcEvent, z.ZodType>

export type IpcInput<C extends IpcChannel> = z.output<(typeof ipcContract)[C]['input']>
export type IpcOutput<C extends IpcChannel> = z.output<(typeof ipcContract)[C]['output']>
export type IpcEventData<E extends IpcEvent> = z.output<(typeof ipcEvents)[E]>
