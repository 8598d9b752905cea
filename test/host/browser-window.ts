import { EventEmitter } from 'node:events'
import { note } from './calls.ts'
import { emitPreventable } from './preventable.ts'
import { strict } from './strict.ts'
import { type PageParts, WebContents } from './web-contents.ts'

type Bounds = { x: number; y: number; width: number; height: number }
type WindowOptions = Partial<Bounds> & {
  readonly show?: boolean
  readonly title?: string
  readonly webPreferences?: {
    readonly preload?: string
    readonly sandbox?: boolean
    readonly contextIsolation?: boolean
    readonly nodeIntegration?: boolean
    readonly webSecurity?: boolean
  }
}

/** What windows need from the program around them. */
export type WindowParts = PageParts & {
  readonly isReady: () => boolean
  readonly isQuitting: () => boolean
  readonly onCreated: (window: BrowserWindow) => void
  readonly onAllClosed: () => void
}

/** `electron.BrowserWindow`: a page of the headless browser, with the state that a window on a screen would have. */
export class BrowserWindow extends EventEmitter {
  static readonly #all = new Set<BrowserWindow>()
  static parts: WindowParts
  readonly webContents: WebContents
  readonly #contents: WebContents
  #bounds: Bounds
  #isVisible: boolean
  #isMinimized = false
  #isMaximized = false
  #isDestroyed = false

  constructor(options: WindowOptions = {}) {
    super()
    const { parts } = BrowserWindow
    if (!parts.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const {
      sandbox = true,
      contextIsolation = true,
      nodeIntegration = false,
      webSecurity = true,
      preload,
    } = {
      ...options.webPreferences,
    }
    if (!(sandbox && contextIsolation && webSecurity) || nodeIntegration) {
      throw new Error('electron host: only sandboxed, isolated windows with web security are imitated')
    }
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.#bounds = { x, y, width, height }
    this.#isVisible = options.show !== false
    this.#contents = new WebContents(parts, preload, () => this.#closed())
    this.webContents = strict('webContents', this.#contents)
    BrowserWindow.#all.add(this)
    void this.webContents.setSize(width, height)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    queueMicrotask(() => parts.onCreated(this))
  }

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.#all]
  }

  static fromWebContents(contents: WebContents | undefined): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.#contents === contents) ?? null
  }

  /** Closes every window, as quitting does; false when one of them vetoed. */
  static async closeAll(): Promise<boolean> {
    const closed = await Promise.all(BrowserWindow.getAllWindows().map((window) => window.#tryClose()))
    return closed.every(Boolean)
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  show(): void {
    this.#isVisible = true
    note('window.show')
    this.emit('show')
  }

  hide(): void {
    this.#isVisible = false
    note('window.hide')
    this.emit('hide')
  }

  focus(): void {
    note('window.focus')
  }

  isVisible(): boolean {
    return this.#isVisible
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  minimize(): void {
    this.#isMinimized = true
  }

  restore(): void {
    this.#isMinimized = false
  }

  isMinimized(): boolean {
    return this.#isMinimized
  }

  maximize(): void {
    this.#isMaximized = true
  }

  isMaximized(): boolean {
    return this.#isMaximized
  }

  getNormalBounds(): Bounds {
    return { ...this.#bounds }
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
    void this.webContents.setSize(this.#bounds.width, this.#bounds.height)
  }

  close(): void {
    void this.#tryClose()
  }

  async #tryClose(): Promise<boolean> {
    if (this.#isDestroyed) return true
    if (emitPreventable(this, 'close')) return false
    const gone = new Promise((resolve) => this.once('closed', resolve))
    await this.webContents.destroy()
    await gone
    return true
  }

  #closed(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    BrowserWindow.#all.delete(this)
    this.emit('closed')
    const { parts } = BrowserWindow
    if (BrowserWindow.#all.size === 0 && !parts.isQuitting()) parts.onAllClosed()
  }
}
