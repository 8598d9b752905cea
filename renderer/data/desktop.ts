import type { DesktopApi } from '../../core/contract/ipc/desktop-api.ts'

declare global {
  interface Window {
    readonly desktop?: DesktopApi
  }
}

/** The shell's functions, or undefined in a browser. Every use is a feature test: `desktop()?.theme.choose(…)`. */
export function desktop(): DesktopApi | undefined {
  return window.desktop
}
