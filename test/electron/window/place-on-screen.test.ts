import { expect, it } from 'vitest'
import { placeOnScreen } from '../../../electron/main/window/place-on-screen.ts'

const LAPTOP = { x: 0, y: 0, width: 1440, height: 900 }
const MONITOR = { x: 1440, y: 0, width: 2560, height: 1440 }
const size = { width: 1280, height: 860, isMaximized: false }

it.each([
  ['never placed', size, [LAPTOP], undefined],
  ['on the laptop', { ...size, x: 20, y: 30 }, [LAPTOP], { x: 20, y: 30 }],
  ['on the monitor', { ...size, x: 1600, y: 30 }, [LAPTOP, MONITOR], { x: 1600, y: 30 }],
  ['on a monitor that is gone', { ...size, x: 1600, y: 30 }, [LAPTOP], undefined],
  ['with its title bar above the screen', { ...size, x: 20, y: -200 }, [LAPTOP], undefined],
])('a window %s', (_title, place, screens, position) => {
  expect(placeOnScreen(place, screens)).toEqual({ width: 1280, height: 860, ...position })
})
