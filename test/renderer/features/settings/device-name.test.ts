import { describe, expect, it } from 'vitest'
import { deviceName } from '../../../../renderer/features/settings/device-name.ts'

describe('the name of a device', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36', 'Chrome, Windows'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17 Safari/605.1.15',
      'Safari, macOS',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1', 'Safari, iOS'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Daicho/0.1.0 Chrome/140 Electron/45.0', 'Daicho, Linux'],
    ['curl/8.5.0', 'curl'],
  ])('%s is %s', (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name)
  })

  it.each([null, '', 'something else'])('is not made up for “%s”', (userAgent) => {
    expect(deviceName(userAgent)).toBeNull()
  })
})
