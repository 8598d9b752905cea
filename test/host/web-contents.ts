import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { note } from './calls.ts'
import type { CdpParams, Chromium } from './chromium.ts'
import type { IpcMain } from './ipc-main.ts'
import { isCustomScheme, toApp, toHttp } from './origins.ts'
import { makeCodec } from './page-codec.ts'
import { DISPATCH_NAME, preloadScript, SEND_BINDING } from './page-preload.ts'
import { emitPreventable } from './preventable.ts'

type Frame = { readonly url: string; readonly origin: string; readonly parent: Frame | null }
type FrameRecord = { readonly id: string; readonly parentId?: string; url: string }
type FromPage = { readonly kind: string; readonly id: number; readonly channel: string; readonly args: unknown[] }
type WindowOpenHandler = (details: { readonly url: string }) => { readonly action: string }

const { encode, decode } = makeCodec()
const CLOSE_AGAIN_MS = 1000

/** What the pages of all windows share. */
export type PageParts = {
  readonly chromium: Chromium
  readonly ipcMain: IpcMain
  readonly isDark: () => boolean
}

/** `electron.webContents`: one page of the headless browser. */
export class WebContents extends EventEmitter {
  static readonly #byTarget = new Map<string, WebContents>()
  readonly ready: Promise<void>
  readonly #parts: PageParts
  readonly #onGone: () => void
  readonly #frames = new Map<string, FrameRecord>()
  readonly #contexts = new Map<number, string>()
  #targetId = ''
  #sessionId = ''
  #mainFrameId: string | undefined
  #expectedUrl: string | undefined
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' })

  constructor(parts: PageParts, preload: string | undefined, onGone: () => void) {
    super()
    this.#parts = parts
    this.#onGone = onGone
    this.ready = this.#create(preload)
  }

  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return WebContents.#byTarget.get(targetId)
  }

  static getAllWebContents(): WebContents[] {
    return [...WebContents.#byTarget.values()]
  }

  /** What the browser says about pages as a whole: one is gone. */
  static onBrowserEvent(method: string, params: CdpParams): void {
    const contents = WebContents.#byTarget.get(String(params['targetId']))
    if (contents && method === 'Target.targetDestroyed') contents.#gone()
  }

  getURL(): string {
    return this.#frame(this.#mainFrameId)?.url ?? ''
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler
  }

  send(channel: string, ...args: readonly unknown[]): void {
    const encoded = args.map((each) => encode(each))
    void this.ready.then(() => this.#dispatch({ channel, args: encoded }))
  }

  async loadURL(url: string): Promise<void> {
    await this.ready
    const scheme = url.split(':')[0] ?? ''
    if (!isCustomScheme(scheme)) throw new Error(`ERR_UNKNOWN_URL_SCHEME (-302) loading '${url}'`)
    this.#expectedUrl = toHttp(url)
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()))
    const { errorText } = await this.#cdp('Page.navigate', { url: this.#expectedUrl })
    if (errorText) throw new Error(`${String(errorText)} loading '${url}'`)
    await loaded
  }

  async setColourScheme(isDark: boolean): Promise<void> {
    await this.ready
    const features = [{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' }]
    await this.#cdp('Emulation.setEmulatedMedia', { features })
  }

  async setSize(width: number, height: number): Promise<void> {
    await this.ready
    await this.#cdp('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
  }

  /** Chromium forgets to close a page whose navigation commits at the same moment, so it is told until it is gone. */
  async destroy(): Promise<void> {
    await this.ready
    while (WebContents.#byTarget.has(this.#targetId)) {
      const gone = new Promise((resolve) => this.once('destroyed', resolve))
      const patience = new Promise((resolve) => setTimeout(resolve, CLOSE_AGAIN_MS))
      await this.#parts.chromium.send('Target.closeTarget', { targetId: this.#targetId }).catch(() => undefined)
      await Promise.race([gone, patience])
    }
  }

  async #create(preload: string | undefined): Promise<void> {
    const { chromium } = this.#parts
    const { targetId } = await chromium.send('Target.createTarget', { url: 'about:blank' })
    this.#targetId = String(targetId)
    WebContents.#byTarget.set(this.#targetId, this)
    const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true })
    this.#sessionId = String(sessionId)
    chromium.listen(this.#sessionId, (method, params) => void this.#onPageEvent(method, params))
    const source = preload === undefined ? '' : preloadScript(readFileSync(preload, 'utf8'))
    const features = [{ name: 'prefers-color-scheme', value: this.#parts.isDark() ? 'dark' : 'light' }]
    await Promise.all([
      this.#cdp('Page.enable'),
      this.#cdp('Runtime.enable'),
      this.#cdp('Runtime.addBinding', { name: SEND_BINDING }),
      this.#cdp('Page.addScriptToEvaluateOnNewDocument', { source }),
      this.#cdp('Fetch.enable', { patterns: [{ resourceType: 'Document', requestStage: 'Request' }] }),
      this.#cdp('Emulation.setEmulatedMedia', { features }),
    ])
  }

  #cdp(method: string, params: CdpParams = {}): Promise<CdpParams> {
    return this.#parts.chromium.send(method, params, this.#sessionId)
  }

  async #onPageEvent(method: string, params: CdpParams): Promise<void> {
    switch (method) {
      case 'Page.frameNavigated':
        this.#onNavigated(params['frame'] as FrameRecord)
        return
      case 'Page.navigatedWithinDocument': {
        const frame = this.#frames.get(String(params['frameId']))
        if (frame) frame.url = String(params['url'])
        return
      }
      case 'Page.loadEventFired':
        if (this.getURL() !== 'about:blank') this.emit('did-finish-load', {})
        return
      case 'Runtime.executionContextCreated': {
        const { id, auxData } = params['context'] as { id: number; auxData?: { frameId?: string } }
        this.#contexts.set(id, auxData?.frameId ?? '')
        return
      }
      case 'Runtime.executionContextDestroyed':
        this.#contexts.delete(Number(params['executionContextId']))
        return
      case 'Runtime.bindingCalled':
        await this.#onCall(JSON.parse(String(params['payload'])), Number(params['executionContextId']))
        return
      case 'Fetch.requestPaused':
        await this.#onDocumentRequest(params)
        return
    }
  }

  #onNavigated(frame: FrameRecord): void {
    this.#frames.set(frame.id, frame)
    if (frame.parentId !== undefined) return
    this.#mainFrameId = frame.id
    this.emit('did-navigate', {}, toApp(frame.url))
  }

  /** Each document passes here: what the page started itself may be vetoed in `will-navigate`. */
  async #onDocumentRequest(params: CdpParams): Promise<void> {
    const { url } = params['request'] as { url: string }
    const requestId = params['requestId']
    const isMain = this.#mainFrameId === undefined || params['frameId'] === this.#mainFrameId
    const isExpected = isMain && this.#expectedUrl === url
    if (isExpected) this.#expectedUrl = undefined
    const isVetoed = isMain && !isExpected && emitPreventable(this, 'will-navigate', toApp(url))
    const [method, more] = isVetoed ? ['Fetch.failRequest', { errorReason: 'Aborted' }] : ['Fetch.continueRequest', {}]
    // The page may be gone by now.
    await this.#cdp(method as string, { requestId, ...(more as CdpParams) }).catch(() => undefined)
  }

  async #onCall({ kind, id, channel, args }: FromPage, contextId: number): Promise<void> {
    const event = { sender: this, senderFrame: this.#frame(this.#contexts.get(contextId)), ports: [] }
    const decoded = args.map((each) => decode(each))
    if (kind === 'open') {
      this.#onWindowOpen(toApp(channel))
      return
    }
    if (kind === 'send') {
      this.#parts.ipcMain.emit(channel, event, ...decoded)
      return
    }
    try {
      const value = await this.#parts.ipcMain.invoke(channel, event, decoded)
      await this.#dispatch({ id, value: encode(value) }, contextId)
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error)
      const text = `Error invoking remote method '${channel}': ${String(error)}`
      await this.#dispatch({ id, error: text }, contextId)
    }
  }

  async #dispatch(message: object, contextId?: number): Promise<void> {
    const expression = `globalThis.${DISPATCH_NAME}?.(${JSON.stringify(JSON.stringify(message))})`
    const context = contextId === undefined ? {} : { contextId }
    // A page that navigates or closes while an answer is under way no longer wants it.
    await this.#cdp('Runtime.evaluate', { expression, ...context }).catch(() => undefined)
  }

  #frame(frameId: string | undefined): Frame | null {
    const record = frameId === undefined ? undefined : this.#frames.get(frameId)
    if (record === undefined) return null
    const url = toApp(record.url)
    const [origin = 'null'] = /^[a-z0-9+-]+:\/\/[^/?#]+/i.exec(url) ?? []
    return { url, origin, parent: this.#frame(record.parentId) }
  }

  #onWindowOpen(url: string): void {
    const { action } = this.#windowOpenHandler({ url })
    note('webContents.windowOpen', url, action)
    if (action !== 'deny') console.error(`electron host: ${url} may open a window, which is not imitated`)
  }

  #gone(): void {
    if (!WebContents.#byTarget.delete(this.#targetId)) return
    this.#parts.chromium.unlisten(this.#sessionId)
    this.emit('destroyed')
    this.#onGone()
  }
}
