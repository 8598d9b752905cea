import type { Rectangle } from 'electron'
import type { WindowPlace } from '../settings/shell-settings.ts'

/** Leaves out a remembered position that no connected screen shows any more; the OS then picks one. */
export function placeOnScreen(place: WindowPlace, screens: readonly Rectangle[]): Omit<WindowPlace, 'isMaximized'> {
  const { x, y, width, height } = place
  if (x === undefined || y === undefined) return { width, height }
  const isSeen = screens.some(
    (screen) => x < screen.x + screen.width && x + width > screen.x && y >= screen.y && y < screen.y + screen.height,
  )
  return isSeen ? { x, y, width, height } : { width, height }
}
