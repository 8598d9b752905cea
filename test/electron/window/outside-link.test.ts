import { expect, it } from 'vitest'
import { outsideLink } from '../../../electron/main/window/outside-link.ts'

it.each([
  ['https://example.com/a?b=c', 'https://example.com/a?b=c'],
  ['mailto:sato@example.jp', 'mailto:sato@example.jp'],
  ['http://example.com/', null],
  ['file:///etc/passwd', null],
  ['javascript:alert(1)', null],
  ['smb://server/share', null],
  ['ms-msdt:/id', null],
  ['https://user:secret@example.com/', null],
  ['no address', null],
])('%s is given to the system as %s', (address, link) => {
  expect(outsideLink(address)).toBe(link)
})
