import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, net, powerMonitor, shell } from 'electron'
import { dayInZone, type Instant } from '../../core/calendar/iso-date.ts'
import type { Navigate } from '../../core/contract/ipc/app.ts'
import type { ServiceState } from '../../core/contract/ipc/service.ts'
import { dataFolder } from './account-service/data-folder.ts'
import { forkService } from './account-service/fork-service.ts'
import { ServiceSupervisor } from './account-service/service-supervisor.ts'
import { ApiGateway, sessionOwner } from './api/api-gateway.ts'
import { openKeychain } from './credentials/keychain.ts'
import { SessionKeeper } from './credentials/session-keeper.ts'
import { setAppMenu } from './desktop/app-menu.ts'
import { AppTray } from './desktop/app-tray.ts'
import { Notifier } from './desktop/notifier.ts'
import { APP_URL } from './pages/app-origin.ts'
import { startReminderClock } from './reminders/reminder-clock.ts'
import { type LocalTime, ReminderDesk } from './reminders/reminder-desk.ts'
import { ReminderStore } from './reminders/reminder-store.ts'
import { readWatchedNames } from './reminders/watched-names.ts'
import { SettingsFile } from './settings/shell-settings.ts'
import { languageOf, type ShellTexts, shellTexts } from './texts/catalogue.ts'
import { MainWindow } from './window/main-window.ts'
import { outsideLink } from './window/outside-link.ts'

/** Everything that the desktop is made of, put together once, when Electron is ready. */
export type Shell = ReturnType<typeof assembleShell>

export function assembleShell() {
  const settings = new SettingsFile(join(app.getPath('userData'), 'shell-settings.json'))
  const connection = () => settings.current.connection
  const window = new MainWindow(settings)
  const supervisor = assembleSupervisor((state) => window.tell('service.onChanged', state))
  const reminderStore = new ReminderStore(join(app.getPath('userData'), 'reminders.db'))
  const sessions = new SessionKeeper(openKeychain(), () => void onSessionChanged())
  const gateway = new ApiGateway({
    connection,
    embedded: (request) => supervisor.fetch(request),
    network: askNetwork,
    sessions,
    onSignedOut: () => reminderStore.keepOnly([]),
  })
  const go = (to: Navigate['to']) => {
    window.show()
    window.tell('app.onNavigate', { to })
  }
  const notifier = new Notifier(() => go('decisions'))
  const desk = new ReminderDesk({
    store: reminderStore,
    localTime,
    settings: () => settings.current.reminders,
    readNames: (now) =>
      readWatchedNames(
        {
          fetch: (path) => gateway.fetch(new Request(new URL(path, APP_URL))),
          owner: () => sessionOwner(connection()),
          store: reminderStore,
        },
        now,
      ),
    describe: (summary) => texts().reminder(summary),
    notify: (shown) => notifier.show(shown),
  })
  const reminders = startReminderClock(() => desk.look())
  const tray = new AppTray({ open: () => window.show(), openDecisions: () => go('decisions'), quit: () => app.quit() })

  /** After everything that may have changed what is due: sleep, sign-in, settings. */
  function remindAgain(): void {
    desk.forgetReading()
    reminders.poke()
  }

  async function onSessionChanged(): Promise<void> {
    remindAgain()
    window.tell('session.onChanged', await sessions.state(sessionOwner(connection())))
  }

  function language() {
    const { language: choice } = settings.current
    return choice === 'system' ? languageOf(app.getPreferredSystemLanguages()) : choice
  }

  function texts(): ShellTexts {
    return shellTexts(language())
  }

  /** Menus and tray in the chosen language; to be called again when it, or the wish for a tray, changes. */
  function dressUp(): void {
    setAppMenu(texts(), process.platform, { openSettings: () => go('settings') })
    tray.update(settings.current.staysInTray, texts())
  }

  powerMonitor.on('resume', remindAgain)
  powerMonitor.on('unlock-screen', remindAgain)

  return {
    settings,
    connection,
    window,
    supervisor,
    sessions,
    gateway,
    notifier,
    reminderStore,
    remindAgain,
    language,
    texts,
    dressUp,
    askNetwork,
    openLink,
    serviceState: (): ServiceState => (connection().kind === 'server' ? { kind: 'remote' } : supervisor.state),
    async close(): Promise<void> {
      reminders.stop()
      await supervisor.stop()
      reminderStore.close()
    },
  }
}

function assembleSupervisor(onState: (state: ServiceState) => void): ServiceSupervisor {
  const folder = dataFolder({
    named: process.env['DAICHO_DATA'],
    platform: process.platform,
    userData: app.getPath('userData'),
    isOwnProfile: app.commandLine.hasSwitch('user-data-dir'),
    home: homedir(),
    xdgDataHome: process.env['XDG_DATA_HOME'],
  })
  return new ServiceSupervisor({ fork: () => forkService(folder), onState, now: () => performance.now() })
}

/** The network stack of Chromium: it knows the system's proxy and certificates. */
function askNetwork(request: Request): Promise<Response> {
  return net.fetch(request, { credentials: 'omit', bypassCustomProtocolHandlers: true })
}

/** False when the link is of a kind that is not given to the system. */
function openLink(address: string): boolean {
  const url = outsideLink(address)
  if (url === null) return false
  shell.openExternal(url).catch((error: unknown) => console.warn('The link could not be opened', error))
  return true
}

function localTime(): LocalTime {
  const now = new Date()
  const instant = now.toISOString() as Instant
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return { now: instant, day: dayInZone(instant, timeZone), hour: now.getHours() }
}
