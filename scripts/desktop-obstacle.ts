/** What decides whether Electron can show a window on this machine, apart from its being there. */
export type Machine = {
  readonly platform: NodeJS.Platform
  /** The user's number; undefined where there is none (Windows). */
  readonly uid: number | undefined
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Why a window cannot be shown, in words; null when it can. Asked before anything is downloaded. */
export function desktopObstacle({ platform, uid, env }: Machine): string | null {
  if (platform !== 'linux') return null
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'No display here'
  // Only with --no-sandbox would it, and that is for nobody to decide silently.
  return uid === 0 ? 'Electron does not run as root' : null
}
