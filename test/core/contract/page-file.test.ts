import { describe, expect, it } from 'vitest'
import { pageFileFor } from '../../../core/contract/page/page-file.ts'

describe('the file behind a path', () => {
  it.each([
    ['/', 'index.html'],
    ['', 'index.html'],
    ['/domains', 'index.html'],
    ['/domains/example.co.jp', 'index.html'],
    ['/domains/%E4%BE%8B%E3%81%88.jp', 'index.html'],
    ['/assets/index-Ab12.js', 'assets/index-Ab12.js'],
    ['/assets/font.woff2', 'assets/font.woff2'],
  ])('%s is %s', (pathname, path) => {
    expect(pageFileFor(pathname)?.path).toBe(path)
  })

  it.each(['/../secret.json', '/assets/../../x.js', '/%2e%2e/x.js', '/a%00.js', '/..%5cx.js', '/C:/x.js', '/%zz'])(
    '%s is refused',
    (pathname) => {
      expect(pageFileFor(pathname)).toBeNull()
    },
  )

  it('is sent with its own type', () => {
    expect(pageFileFor('/assets/a.css')?.contentType).toBe('text/css; charset=utf-8')
  })
})
