import { expect, it } from 'vitest'
import { autostartEntry } from '../../../electron/main/desktop/autostart-entry.ts'

it('starts the program hidden, whatever its path holds', () => {
  const entry = autostartEntry(['/opt/My "Apps"/100%/daicho', '--hidden'])
  expect(entry).toContain('Exec="/opt/My \\"Apps\\"/100%%/daicho" "--hidden"\n')
  expect(entry.startsWith('[Desktop Entry]\nType=Application\nName=Daicho\n')).toBe(true)
})
