import { app, dialog } from 'electron'
import type { IpcAnswer, IpcRefusal } from '../../../core/contract/ipc/answer.ts'
import { appInfoSchema } from '../../../core/contract/ipc/app.ts'
import type { IpcOutput } from '../../../core/contract/ipc/contract.ts'
import { saveFile } from '../api/save-file.ts'
import { opensAtLogin, setOpensAtLogin } from '../desktop/login-item.ts'
import type { Shell } from '../shell.ts'
import { openOutside } from '../window/open-outside.ts'
import type { IpcHandlers } from './answer-call.ts'

const done = <T>(value: T): IpcAnswer<T> => ({ ok: true, value })
const refuse = (error: IpcRefusal) => ({ ok: false, error }) as const

/** What each channel of the contract does, with the parts of the shell. */
export function shellHandlers(shell: Shell): IpcHandlers {
  return { ...appHandlers(shell), ...accountHandlers(shell), ...deskHandlers(shell) }
}

function appHandlers({ appearance }: Shell) {
  return {
    'app.info': () => done(appInfo()),
    'app.openLink': ({ url }) => (openOutside(url) ? done(undefined) : refuse('linkRefused')),
    'theme.read': () => done(appearance.theme),
    'theme.choose': ({ source }) => {
      appearance.chooseTheme(source)
      return done(appearance.theme)
    },
    'language.read': () => done(appearance.language),
    'language.choose': ({ choice }) => {
      appearance.chooseLanguage(choice)
      return done(appearance.language)
    },
  } satisfies Partial<IpcHandlers>
}

function accountHandlers(shell: Shell) {
  const { account } = shell
  return {
    'files.save': ({ path, suggestedName }) => {
      const deps = {
        fetch: (request: Request) => account.fetch(request),
        pickPlace: (name: string) => pickPlace(shell, name),
      }
      return saveFile(deps, path, suggestedName)
    },
    'session.read': async () => done(await account.sessionState()),
    'service.read': () => done(account.serviceState),
    'service.restart': ({ restore }) => {
      account.startService(restore)
      return done(account.serviceState)
    },
    'connection.read': () => done(account.connection),
    'connection.choose': ({ url }) => account.chooseServer(url),
    'connection.clear': async () => done(await account.connect({ kind: 'embedded' })),
  } satisfies Partial<IpcHandlers>
}

function deskHandlers({ settings, appearance, notifier, reminders }: Shell) {
  const remindersNow = (): IpcOutput<'reminders.read'> => {
    return { ...settings.current.reminders, isSupported: notifier.isSupported, shown: reminders.shown }
  }
  const startup = (): IpcOutput<'startup.read'> => {
    return { opensAtLogin: opensAtLogin(), staysInTray: settings.current.staysInTray }
  }
  return {
    'reminders.read': () => done(remindersNow()),
    'reminders.update': (change) => {
      settings.update({ reminders: { ...settings.current.reminders, ...change } })
      reminders.lookAgain()
      return done(remindersNow())
    },
    'startup.read': () => done(startup()),
    'startup.update': ({ opensAtLogin: isWanted, staysInTray }) => {
      if (isWanted !== undefined) setOpensAtLogin(isWanted)
      if (staysInTray !== undefined) settings.update({ staysInTray })
      appearance.apply()
      return done(startup())
    },
  } satisfies Partial<IpcHandlers>
}

function appInfo(): IpcOutput<'app.info'> {
  return appInfoSchema.parse({
    version: app.getVersion(),
    platform: process.platform,
    languages: app.getPreferredSystemLanguages(),
  })
}

async function pickPlace({ window, appearance }: Shell, defaultPath: string): Promise<string | null> {
  const options = { title: appearance.texts.saveDialog.title, defaultPath }
  const above = window.current
  const { canceled, filePath } = await (above ? dialog.showSaveDialog(above, options) : dialog.showSaveDialog(options))
  return canceled || filePath === '' ? null : filePath
}
