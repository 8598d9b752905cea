import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { ShellTexts } from '../texts/shell-texts.ts'

export type AppMenuActions = { readonly openSettings: () => void }

/** The menu bar. Also what gives text fields their usual keys on macOS. */
export function setAppMenu(texts: ShellTexts, platform: NodeJS.Platform, actions: AppMenuActions): void {
  const settings: MenuItemConstructorOptions = {
    id: 'settings',
    label: texts.menu.settings,
    accelerator: 'CmdOrCtrl+,',
    click: actions.openSettings,
  }
  const quit: MenuItemConstructorOptions = { role: 'quit', label: texts.menu.quit }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(platform === 'darwin' ? [macMenu(texts, settings, quit)] : [fileMenu(texts, settings, quit)]),
      editMenu(texts),
      viewMenu(texts),
      { role: 'windowMenu', label: texts.menu.window },
    ]),
  )
}

function macMenu(
  texts: ShellTexts,
  settings: MenuItemConstructorOptions,
  quit: MenuItemConstructorOptions,
): MenuItemConstructorOptions {
  const separator = { type: 'separator' } as const
  return {
    label: 'Daicho',
    submenu: [
      { role: 'about', label: texts.menu.about },
      separator,
      settings,
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      quit,
    ],
  }
}

function fileMenu(
  texts: ShellTexts,
  settings: MenuItemConstructorOptions,
  quit: MenuItemConstructorOptions,
): MenuItemConstructorOptions {
  return { label: texts.menu.file, submenu: [settings, { type: 'separator' }, quit] }
}

function editMenu(texts: ShellTexts): MenuItemConstructorOptions {
  const roles = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const
  return { label: texts.menu.edit, submenu: roles.map((role) => ({ role })) }
}

function viewMenu(texts: ShellTexts): MenuItemConstructorOptions {
  const roles = ['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'] as const
  return {
    label: texts.menu.view,
    submenu: [{ role: 'reload', label: texts.menu.reload }, ...roles.map((role) => ({ role }))],
  }
}
