import { join } from 'node:path'
import { app, BrowserWindow, screen } from 'electron'
import type { IpcEvent } from '../../../core/contract/ipc/channel-names.ts'
import type { IpcEventData } from '../../../core/contract/ipc/contract.ts'
import { APP_URL } from '../pages/app-origin.ts'
import type { SettingsFile } from '../settings/shell-settings.ts'
import { placeOnScreen } from './place-on-screen.ts'

/** The one window of the program: made on demand, hidden instead of closed while the tray keeps the program running. */
export class MainWindow {
  readonly #settings: SettingsFile
  #window: BrowserWindow | undefined
  #isLoading = false
  #isQuitting = false

  constructor(settings: SettingsFile) {
    this.#settings = settings
    app.on('before-quit', () => {
      this.#isQuitting = true
    })
  }

  /** Null while there is none. */
  get current(): BrowserWindow | null {
    return this.#window ?? null
  }

  show(): void {
    const window = this.#window ?? this.#create()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  /** Tells the page something, once it is there; without a window nobody needs to know. */
  tell<E extends IpcEvent>(event: E, data: IpcEventData<E>): void {
    const contents = this.#window?.webContents
    if (contents === undefined) return
    const send = () => contents.send(event, data)
    if (this.#isLoading) contents.once('did-finish-load', send)
    else send()
  }

  #create(): BrowserWindow {
    const place = this.#settings.current.window
    const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
    const window = new BrowserWindow({
      ...placeOnScreen(place, screens),
      minWidth: 720,
      minHeight: 480,
      show: false,
      title: 'Daicho',
      icon: join(app.getAppPath(), 'resources/icons/daicho-256.png'),
      webPreferences: {
        preload: join(import.meta.dirname, '../preload/index.cjs'),
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
      },
    })
    if (place.isMaximized) window.maximize()
    window.on('close', (event) => this.#onClose(event, window))
    window.on('closed', () => {
      this.#window = undefined
    })
    this.#window = window
    this.#isLoading = true
    window.webContents.once('did-finish-load', () => {
      this.#isLoading = false
    })
    window.loadURL(APP_URL).catch((error: unknown) => console.error('The page could not be loaded', error))
    return window
  }

  #onClose(event: Electron.Event, window: BrowserWindow): void {
    const isMaximized = window.isMaximized()
    this.#settings.update({ window: { ...window.getNormalBounds(), isMaximized } })
    if (this.#isQuitting || !this.#settings.current.staysInTray) return
    event.preventDefault()
    window.hide()
  }
}
