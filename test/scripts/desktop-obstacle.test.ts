import { expect, it } from 'vitest'
import { desktopObstacle } from '../../scripts/desktop-obstacle.ts'

const display = { DISPLAY: ':0' }

it.each([
  ['Windows', { platform: 'win32', uid: undefined, env: {} }, null],
  ['macOS', { platform: 'darwin', uid: 501, env: {} }, null],
  ['Linux with a display', { platform: 'linux', uid: 1000, env: display }, null],
  ['Linux with Wayland alone', { platform: 'linux', uid: 1000, env: { WAYLAND_DISPLAY: 'wayland-0' } }, null],
  ['Linux without a display', { platform: 'linux', uid: 1000, env: { DISPLAY: '' } }, 'No display here'],
  ['Linux as root', { platform: 'linux', uid: 0, env: display }, 'Electron does not run as root'],
] as const)('%s', (_title, machine, obstacle) => {
  expect(desktopObstacle(machine)).toBe(obstacle)
})
