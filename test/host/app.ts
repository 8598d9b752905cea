import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { note } from './calls.ts'
import { launch, switchValue } from './launch.ts'
import { emitPreventable } from './preventable.ts'
import { UtilityProcess } from './utility-process.ts'

/** What the app object needs from the windows and the browser behind it. */
export type AppParts = {
  readonly profile: string
  /** Closes all windows; false when one of them vetoed. */
  readonly closeWindows: () => Promise<boolean>
  readonly shutDown: () => Promise<void>
}

type LoginItem = { readonly openAtLogin?: boolean; readonly args?: readonly string[] }

/** `electron.app`. */
export class App extends EventEmitter {
  readonly isPackaged = false
  readonly commandLine = {
    hasSwitch: (name: string) => launch.switches.some((each) => each === `--${name}` || each.startsWith(`--${name}=`)),
    getSwitchValue: (name: string) => switchValue(name) ?? '',
  }
  readonly #whenReady = new Promise<void>((resolve) => this.once('ready', () => resolve()))
  readonly #paths = new Map<string, string>()
  #name = launch.manifest.productName ?? launch.manifest.name ?? 'Electron'
  #parts: AppParts | undefined
  #loginItem: LoginItem = { openAtLogin: false }
  #isReady = false
  #isQuitting = false

  attach(parts: AppParts): void {
    this.#parts = parts
  }

  becomeReady(): void {
    this.#isReady = true
    this.emit('will-finish-launching')
    this.emit('ready', {}, {})
  }

  isReady(): boolean {
    return this.#isReady
  }

  whenReady(): Promise<void> {
    return this.#whenReady
  }

  get isQuitting(): boolean {
    return this.#isQuitting
  }

  setName(name: string): void {
    this.#name = name
  }

  getName(): string {
    return this.#name
  }

  getVersion(): string {
    return launch.manifest.version ?? '0.0.0'
  }

  getAppPath(): string {
    return launch.appPath
  }

  getLocale(): string {
    return this.getPreferredSystemLanguages()[0] ?? 'en-US'
  }

  /** Chosen with `--lang`, as on the real program on Linux. */
  getPreferredSystemLanguages(): string[] {
    return [switchValue('lang') ?? 'en-US']
  }

  getPath(name: string): string {
    const path = this.#paths.get(name) ?? this.#defaultPath(name)
    mkdirSync(path, { recursive: true })
    return path
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  getAppMetrics(): readonly { readonly type: string; readonly name: string; readonly pid: number }[] {
    return [...UtilityProcess.running].map(({ serviceName, pid = 0 }) => ({ type: 'Utility', name: serviceName, pid }))
  }

  requestSingleInstanceLock(): boolean {
    return true
  }

  enableSandbox(): void {
    note('app.enableSandbox')
  }

  setAppUserModelId(id: string): void {
    note('app.setAppUserModelId', id)
  }

  setLoginItemSettings(item: LoginItem): void {
    note('app.setLoginItemSettings', item)
    this.#loginItem = item
  }

  getLoginItemSettings(): LoginItem {
    return this.#loginItem
  }

  quit(): void {
    if (this.#isQuitting || emitPreventable(this, 'before-quit')) return
    this.#isQuitting = true
    void this.#closeThenQuit()
  }

  exit(code = 0): void {
    this.emit('quit', {}, code)
    void this.#parts?.shutDown().finally(() => process.exit(code))
  }

  async #closeThenQuit(): Promise<void> {
    const isClosed = await this.#parts?.closeWindows()
    if (isClosed && !emitPreventable(this, 'will-quit')) this.exit(0)
    else this.#isQuitting = false
  }

  #defaultPath(name: string): string {
    const userData = switchValue('user-data-dir') ?? join(this.#parts?.profile ?? tmpdir(), 'userData')
    const folders: Record<string, string> = {
      userData,
      sessionData: userData,
      // Beside the profile, so that a test never writes into the real home folder.
      appData: join(userData, 'appData'),
      logs: join(userData, 'logs'),
      downloads: join(userData, 'Downloads'),
      documents: join(userData, 'Documents'),
      temp: tmpdir(),
      home: homedir(),
    }
    const path = folders[name]
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }
}
