import { app, dialog } from 'electron'
import { HIDDEN_ARGUMENT } from './desktop/login-item.ts'
import { registerChannels } from './ipc/register-channels.ts'
import { shellHandlers } from './ipc/shell-handlers.ts'
import { declareAppScheme, serveAppScheme } from './pages/app-protocol.ts'
import { assembleShell, type Shell } from './shell.ts'
import { lockDown } from './window/lock-down.ts'
import { openOutside } from './window/open-outside.ts'

const APP_ID = 'jp.daicho.desktop'
/** As for the service alone: the last backup takes the place of a damaged database. */
const RESTORE_ARGUMENT = '--restore'

/** 1. What must be said before Electron is ready. */
function prepare(): void {
  app.setName('Daicho')
  app.setAppUserModelId(APP_ID)
  app.enableSandbox()
  declareAppScheme()
}

/** 2. The parts, the service first: it starts while the window is being made. */
function open(): Shell {
  const shell = assembleShell()
  shell.account.startService(process.argv.includes(RESTORE_ARGUMENT))
  return shell
}

/** 3. What pages may do and reach, before there is a page. */
function guard(shell: Shell): void {
  lockDown(openOutside)
  serveAppScheme((request) => shell.account.fetch(request))
  registerChannels(shellHandlers(shell))
}

/** 4. What the person sees. At login only the tray, where there is one. */
function present(shell: Shell): void {
  shell.appearance.apply()
  const isHidden = process.argv.includes(HIDDEN_ARGUMENT) && shell.settings.current.staysInTray
  if (!isHidden) shell.window.show()
}

/** 5. A second start, a click on the dock, and the end: nothing is left half-written behind. */
function follow(shell: Shell): void {
  let isClosed = false
  app.on('second-instance', () => shell.window.show())
  app.on('activate', () => shell.window.show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !shell.settings.current.staysInTray) app.quit()
  })
  app.on('will-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    void Promise.allSettled([shell.reminders.stop(), shell.account.stopService()]).then(() => {
      isClosed = true
      app.quit()
    })
  })
}

function boot(): void {
  const shell = open()
  guard(shell)
  present(shell)
  follow(shell)
}

/** Without a window nobody would see why; a program that cannot start says so and ends. */
function giveUp(error: unknown): void {
  console.error(error)
  dialog.showErrorBox('Daicho', error instanceof Error ? error.message : String(error))
  app.exit(1)
}

// The module goes on after `quit`, so everything else stands in the other branch.
if (app.requestSingleInstanceLock()) {
  prepare()
  app.whenReady().then(boot).catch(giveUp)
} else {
  app.quit()
}
