import { join } from 'node:path'
import { app, Menu, nativeImage, Tray } from 'electron'
import type { ShellTexts } from '../texts/shell-texts.ts'

export type TrayActions = { readonly open: () => void; readonly openDecisions: () => void; readonly quit: () => void }

/** The icon beside the clock; there only while the program stays on after its window is closed. */
export class AppTray {
  readonly #actions: TrayActions
  /** Held here, because a tray that is garbage collected disappears. */
  #tray: Tray | undefined

  constructor(actions: TrayActions) {
    this.#actions = actions
  }

  update(isWanted: boolean, texts: ShellTexts): void {
    if (!isWanted) {
      this.#tray?.destroy()
      this.#tray = undefined
      return
    }
    this.#tray ??= this.#create()
    // Linux shows a changed menu only after it was set again.
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: texts.tray.open, click: this.#actions.open },
        { label: texts.tray.decisions, click: this.#actions.openDecisions },
        { type: 'separator' },
        { label: texts.tray.quit, click: this.#actions.quit },
      ]),
    )
  }

  #create(): Tray {
    const name = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'
    const tray = new Tray(nativeImage.createFromPath(join(app.getAppPath(), 'resources/icons', name)))
    tray.setToolTip('Daicho')
    tray.on('click', this.#actions.open)
    return tray
  }
}
