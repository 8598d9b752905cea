import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { note } from './calls.ts'
import type { Menu } from './menu.ts'

type Image = { readonly isEmpty: () => boolean }

/** `electron.nativeImage`: an image is empty when its file is missing, as in Electron. */
export const nativeImage = {
  createFromPath: (path: string): Image => ({ isEmpty: () => !existsSync(path) }),
}

/** `electron.Tray`. */
export class Tray extends EventEmitter {
  static readonly all: Tray[] = []
  readonly image: Image
  menu: Menu | undefined
  toolTip = ''

  constructor(image: Image) {
    super()
    if (image.isEmpty()) throw new Error('electron host: a tray icon without an image is invisible')
    this.image = image
    Tray.all.push(this)
  }

  setToolTip(text: string): void {
    this.toolTip = text
  }

  setContextMenu(menu: Menu): void {
    this.menu = menu
  }

  destroy(): void {
    Tray.all.splice(Tray.all.indexOf(this), 1)
  }
}

/** `electron.Notification`. */
export class Notification extends EventEmitter {
  static readonly shown: Notification[] = []
  readonly title: string
  readonly body: string

  constructor(options: { readonly title: string; readonly body: string }) {
    super()
    this.title = options.title
    this.body = options.body
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    Notification.shown.push(this)
    note('Notification.show', { title: this.title, body: this.body })
    queueMicrotask(() => this.emit('show', {}))
  }

  close(): void {
    queueMicrotask(() => this.emit('close', {}))
  }
}
