import { EventEmitter } from 'node:events'
import { App } from './app.ts'
import { BrowserWindow as Window } from './browser-window.ts'
import { calls, note } from './calls.ts'
import { Chromium } from './chromium.ts'
import { IpcMain } from './ipc-main.ts'
import { Menu as MenuClass } from './menu.ts'
import { NativeTheme } from './native-theme.ts'
import { startPageServer } from './page-server.ts'
import { Protocol } from './protocol.ts'
import { strict } from './strict.ts'
import { nativeImage as image, Notification as NotificationClass, Tray as TrayClass } from './tray-and-notification.ts'
import { UtilityProcess } from './utility-process.ts'
import { WebContents } from './web-contents.ts'

/** The module `electron` for an app that runs on the stand-in. Only what Daicho uses is there; the rest throws. */
const chromium = new Chromium()
const theApp = new App()
const theIpcMain = new IpcMain()
const theProtocol = new Protocol(() => theApp.isReady())
const theTheme = new NativeTheme((isDark) => {
  for (const contents of WebContents.getAllWebContents()) void contents.setColourScheme(isDark)
})

Window.parts = {
  chromium,
  ipcMain: theIpcMain,
  isDark: () => theTheme.shouldUseDarkColors,
  isReady: () => theApp.isReady(),
  isQuitting: () => theApp.isQuitting,
  onCreated: (window) => {
    theApp.emit('web-contents-created', {}, window.webContents)
    theApp.emit('browser-window-created', {}, window)
  },
  onAllClosed: () => {
    if (!theApp.emit('window-all-closed')) theApp.quit()
  },
}

theApp.attach({ profile: chromium.profile, closeWindows: () => Window.closeAll(), shutDown: () => chromium.stop() })
process.on('exit', () => chromium.kill())
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void chromium.stop().finally(() => process.exit(1)))
}

type PermissionHandler = (...args: readonly never[]) => unknown
const permissions: { request?: PermissionHandler; check?: PermissionHandler } = {}

export const app = strict('app', theApp)
export const protocol = strict('protocol', theProtocol)
export const ipcMain = strict('ipcMain', theIpcMain)
export const nativeTheme = strict('nativeTheme', theTheme)
export const BrowserWindow = Window
export const webContents = WebContents
export const Menu = MenuClass
export const Tray = TrayClass
export const Notification = NotificationClass
export const nativeImage = image
export const powerMonitor = strict('powerMonitor', new EventEmitter())
export const net = strict('net', { fetch: (request: Request) => fetch(request) })
export const utilityProcess = {
  fork: (...args: ConstructorParameters<typeof UtilityProcess>) => new UtilityProcess(...args),
}
export const shell = strict('shell', {
  openExternal: async (url: string) => note('shell.openExternal', url),
})
/** Cancels until a test puts another answer here. */
export const dialog = strict('dialog', {
  showSaveDialog: async (...args: readonly unknown[]) => {
    note('dialog.showSaveDialog', args.at(-1))
    return { canceled: true, filePath: '' }
  },
  showErrorBox: (title: string, content: string) => note('dialog.showErrorBox', title, content),
})
export const screen = strict('screen', {
  getAllDisplays: () => [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
})
export const session = {
  defaultSession: strict('session', {
    setPermissionRequestHandler: (handler: PermissionHandler) => {
      permissions.request = handler
    },
    setPermissionCheckHandler: (handler: PermissionHandler) => {
      permissions.check = handler
    },
  }),
}

/** For the host's own start, and for assertions in tests; not part of Electron. */
export const host = {
  calls,
  permissions,
  async start(program: string): Promise<string> {
    const port = await startPageServer(theProtocol)
    return chromium.start(program, port, (method, params) => WebContents.onBrowserEvent(method, params))
  },
  becomeReady: () => theApp.becomeReady(),
}

const everything = {
  app,
  BrowserWindow,
  dialog,
  host,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  webContents,
}

/** What `require('electron')` gives, and with it Playwright. */
export { everything as 'module.exports' }
