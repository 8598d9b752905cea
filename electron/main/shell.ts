import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, net, powerMonitor } from 'electron'
import { dayInZone, type Instant } from '../../core/calendar/iso-date.ts'
import type { Navigate } from '../../core/contract/ipc/app.ts'
import { dataFolder } from './account-service/data-folder.ts'
import { forkService } from './account-service/fork-service.ts'
import { AccountLink } from './api/account-link.ts'
import { openKeychain } from './credentials/keychain.ts'
import { Appearance } from './desktop/appearance.ts'
import { Notifier } from './desktop/notifier.ts'
import { APP_URL } from './pages/app-origin.ts'
import type { LocalTime } from './reminders/reminder-desk.ts'
import { Reminders } from './reminders/reminders.ts'
import { SettingsFile } from './settings/shell-settings.ts'
import { MainWindow } from './window/main-window.ts'

/** Everything that the desktop is made of. */
export type Shell = {
  readonly settings: SettingsFile
  readonly window: MainWindow
  readonly appearance: Appearance
  readonly account: AccountLink
  readonly notifier: Notifier
  readonly reminders: Reminders
}

/** Puts the parts together, once, when Electron is ready. */
export function assembleShell(): Shell {
  const settings = new SettingsFile(join(app.getPath('userData'), 'shell-settings.json'))
  const window = new MainWindow(settings)
  const go = (to: Navigate['to']) => {
    window.show()
    window.tell('app.onNavigate', { to })
  }
  const appearance = new Appearance(settings, { open: () => window.show(), go })
  const notifier = new Notifier(() => go('decisions'))
  const folder = accountFolder()
  const account = new AccountLink({
    settings,
    secrets: openKeychain(),
    fork: (restore) => forkService(folder, restore),
    network: askNetwork,
    onServiceState: (state) => window.tell('service.onChanged', state),
    onSession: (state) => {
      reminders.lookAgain()
      window.tell('session.onChanged', state)
    },
    onSignedOut: () => reminders.forgetNames(),
  })
  const reminders = new Reminders({
    file: join(app.getPath('userData'), 'reminders.db'),
    settings: () => settings.current.reminders,
    localTime,
    fetch: (path) => account.fetch(new Request(new URL(path, APP_URL))),
    owner: () => account.owner,
    describe: (summary) => appearance.texts.reminder(summary),
    notify: (shown) => notifier.show(shown),
  })
  powerMonitor.on('resume', () => reminders.lookAgain())
  powerMonitor.on('unlock-screen', () => reminders.lookAgain())
  return { settings, window, appearance, account, notifier, reminders }
}

function accountFolder(): string {
  return dataFolder({
    named: process.env['DAICHO_DATA'],
    platform: process.platform,
    userData: app.getPath('userData'),
    isOwnProfile: app.commandLine.hasSwitch('user-data-dir'),
    home: homedir(),
    xdgDataHome: process.env['XDG_DATA_HOME'],
  })
}

/** The network stack of Chromium: it knows the system's proxy and certificates. */
function askNetwork(request: Request): Promise<Response> {
  return net.fetch(request, { credentials: 'omit', bypassCustomProtocolHandlers: true })
}

function localTime(): LocalTime {
  const now = new Date()
  const instant = now.toISOString() as Instant
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return { now: instant, day: dayInZone(instant, timeZone), hour: now.getHours() }
}
