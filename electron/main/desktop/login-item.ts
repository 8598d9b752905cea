import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import { autostartEntry } from './autostart-entry.ts'

/** The argument with which the system starts the program at login: no window, only the tray. */
export const HIDDEN_ARGUMENT = '--hidden'

export function opensAtLogin(): boolean {
  return process.platform === 'linux' ? existsSync(autostartFile()) : app.getLoginItemSettings(loginItem()).openAtLogin
}

export function setOpensAtLogin(isWanted: boolean): void {
  if (process.platform === 'linux') setAutostart(isWanted)
  else app.setLoginItemSettings({ ...loginItem(), openAtLogin: isWanted })
}

/** Electron has no login items on Linux; desktops there read a folder. */
function setAutostart(isWanted: boolean): void {
  const file = autostartFile()
  if (isWanted) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, autostartEntry(startCommand()))
  } else {
    rmSync(file, { force: true })
  }
}

const loginItem = () => ({ path: process.execPath, args: startCommand().slice(1) })

const autostartFile = () => join(app.getPath('appData'), 'autostart', 'daicho.desktop')

/** An AppImage is started by its own file; unpackaged, Electron needs the folder of the app. */
function startCommand(): readonly string[] {
  const program = process.env['APPIMAGE'] ?? process.execPath
  return app.isPackaged ? [program, HIDDEN_ARGUMENT] : [program, app.getAppPath(), HIDDEN_ARGUMENT]
}
