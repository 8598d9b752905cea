import { app, dialog, nativeTheme } from 'electron'
import type { IpcAnswer, IpcRefusal } from '../../../core/contract/ipc/answer.ts'
import { appInfoSchema, type ThemeSource } from '../../../core/contract/ipc/app.ts'
import type { Connection } from '../../../core/contract/ipc/connection.ts'
import type { IpcOutput } from '../../../core/contract/ipc/contract.ts'
import { sessionOwner } from '../api/api-gateway.ts'
import { saveFile } from '../api/save-file.ts'
import { findServer, parseServerAddress } from '../api/server-address.ts'
import { opensAtLogin, setOpensAtLogin } from '../desktop/login-item.ts'
import type { Shell } from '../shell.ts'
import type { IpcHandlers } from './answer-call.ts'

const done = <T>(value: T): IpcAnswer<T> => ({ ok: true, value })
const refuse = (error: IpcRefusal) => ({ ok: false, error }) as const

/** What each channel of the contract does, with the parts of the shell. */
export function shellHandlers(shell: Shell): IpcHandlers {
  return {
    ...appHandlers(shell),
    ...accountHandlers(shell),
    ...connectionHandlers(shell),
    ...deskHandlers(shell),
  }
}

function appHandlers(shell: Shell) {
  const theme = (): IpcOutput<'theme.read'> => {
    return { source: shell.settings.current.theme, isDark: nativeTheme.shouldUseDarkColors }
  }
  const language = (): IpcOutput<'language.read'> => {
    return { choice: shell.settings.current.language, language: shell.language() }
  }
  return {
    'app.info': () => done(appInfo()),
    'app.openLink': ({ url }) => (shell.openLink(url) ? done(undefined) : refuse('linkRefused')),
    'theme.read': () => done(theme()),
    'theme.choose': ({ source }) => {
      shell.settings.update({ theme: source })
      applyTheme(source)
      return done(theme())
    },
    'language.read': () => done(language()),
    'language.choose': ({ choice }) => {
      shell.settings.update({ language: choice })
      shell.dressUp()
      return done(language())
    },
  } satisfies Partial<IpcHandlers>
}

function accountHandlers(shell: Shell) {
  return {
    'files.save': ({ path, suggestedName }) =>
      saveFile(
        { fetch: (request) => shell.gateway.fetch(request), pickPlace: (name) => pickPlace(shell, name) },
        path,
        suggestedName,
      ),
    'session.read': async () => done(await shell.sessions.state(sessionOwner(shell.connection()))),
    'service.read': () => done(shell.serviceState()),
    'service.restart': () => {
      if (shell.connection().kind === 'embedded') shell.supervisor.start()
      return done(shell.serviceState())
    },
  } satisfies Partial<IpcHandlers>
}

function connectionHandlers(shell: Shell) {
  return {
    'connection.read': () => done(shell.connection()),
    'connection.choose': async ({ url }) => {
      const address = parseServerAddress(url)
      if (!address.ok) return refuse(address.error)
      const found = await findServer(address.value, shell.askNetwork)
      return found.ok ? done(await connect(shell, found.value)) : refuse(found.error)
    },
    'connection.clear': async () => done(await connect(shell, { kind: 'embedded' })),
  } satisfies Partial<IpcHandlers>
}

function deskHandlers(shell: Shell) {
  const reminders = (): IpcOutput<'reminders.read'> => {
    const { notifier, reminderStore, settings } = shell
    return { ...settings.current.reminders, isSupported: notifier.isSupported, shown: reminderStore.shown() }
  }
  const startup = (): IpcOutput<'startup.read'> => {
    return { opensAtLogin: opensAtLogin(), staysInTray: shell.settings.current.staysInTray }
  }
  return {
    'reminders.read': () => done(reminders()),
    'reminders.update': (change) => {
      shell.settings.update({ reminders: { ...shell.settings.current.reminders, ...change } })
      shell.remindAgain()
      return done(reminders())
    },
    'startup.read': () => done(startup()),
    'startup.update': (change) => {
      if (change.opensAtLogin !== undefined) setOpensAtLogin(change.opensAtLogin)
      if (change.staysInTray !== undefined) shell.settings.update({ staysInTray: change.staysInTray })
      shell.dressUp()
      return done(startup())
    },
  } satisfies Partial<IpcHandlers>
}

/** The window, its frame and every page in it follow the choice. */
export function applyTheme(source: ThemeSource): void {
  nativeTheme.themeSource = source
}

function appInfo(): IpcOutput<'app.info'> {
  return appInfoSchema.parse({
    version: app.getVersion(),
    platform: process.platform,
    languages: app.getPreferredSystemLanguages(),
  })
}

/** The service on this machine runs only while it is the one in use. */
async function connect(shell: Shell, connection: Connection): Promise<Connection> {
  shell.settings.update({ connection })
  if (connection.kind === 'embedded') shell.supervisor.start()
  else await shell.supervisor.stop()
  shell.window.tell('service.onChanged', shell.serviceState())
  return connection
}

async function pickPlace(shell: Shell, defaultPath: string): Promise<string | null> {
  const options = { title: shell.texts().saveDialog.title, defaultPath }
  const window = shell.window.current
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options))
  return canceled || filePath === '' ? null : filePath
}
