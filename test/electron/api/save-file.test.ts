import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { safeFileName, saveFile } from '../../../electron/main/api/save-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function saving(answer: (request: Request) => Response, pick = 'names.csv') {
  const folder = temporaryFolder('save')
  const fetch = vi.fn(async (request: Request) => answer(request))
  const pickPlace = vi.fn(async (): Promise<string | null> => join(folder, pick))
  return { folder, fetch, pickPlace }
}

describe('saving an export', () => {
  it('writes the answer where the person said', async () => {
    const { folder, fetch, pickPlace } = saving(() => new Response('name\nexample.jp\n'))
    const answer = await saveFile({ fetch, pickPlace }, '/api/accounts/main/domains.csv?suffix=jp', 'names.csv')
    expect(answer).toEqual({ ok: true, value: { kind: 'saved', fileName: 'names.csv', bytes: 16 } })
    expect(readFileSync(join(folder, 'names.csv'), 'utf8')).toBe('name\nexample.jp\n')
    expect(fetch.mock.calls[0]?.[0].url).toBe('app://local/api/accounts/main/domains.csv?suffix=jp')
  })

  it('asks the service nothing when the person thinks better of it', async () => {
    const { fetch } = saving(() => new Response(''))
    const answer = await saveFile({ fetch, pickPlace: async () => null }, '/api/x.csv', 'x.csv')
    expect([answer, fetch.mock.calls.length]).toEqual([{ ok: true, value: { kind: 'cancelled' } }, 0])
  })

  it('leaves an existing file as it is, and no half one, when the answer breaks off', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const body = () =>
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('half')),
        pull: (controller) => controller.error(new Error('the service ended')),
      })
    const { folder, fetch, pickPlace } = saving(() => new Response(body()))
    writeFileSync(join(folder, 'names.csv'), 'older')
    expect(await saveFile({ fetch, pickPlace }, '/api/x.csv', 'names.csv')).toEqual({ ok: false, error: 'saveFailed' })
    expect(readdirSync(folder)).toEqual(['names.csv'])
    expect(readFileSync(join(folder, 'names.csv'), 'utf8')).toBe('older')
    warn.mockRestore()
  })

  it('does not save a refusal of the service as the file', async () => {
    const { folder, fetch, pickPlace } = saving(() => new Response('{}', { status: 403 }))
    expect(await saveFile({ fetch, pickPlace }, '/api/x.csv', 'x.csv')).toEqual({ ok: false, error: 'saveFailed' })
    expect(readdirSync(folder)).toEqual([])
  })

  it.each(['/api/../index.html', '/apix', '/api\\..\\..\\x', '//evil.example/api/x', 'https://evil.example/api/x'])(
    'refuses the address %s',
    async (path) => {
      const { fetch, pickPlace } = saving(() => new Response(''))
      expect(await saveFile({ fetch, pickPlace }, path, 'x.csv')).toEqual({ ok: false, error: 'pathRefused' })
      expect(fetch).not.toHaveBeenCalled()
    },
  )
})

describe('the suggested file name', () => {
  it.each([
    ['更新案内 2026-12.xlsx', '更新案内 2026-12.xlsx'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['a:b*c?.csv', 'a_b_c_.csv'],
    ['.hidden', 'hidden'],
    ['...', 'export'],
    ['line\nbreak.csv', 'line_break.csv'],
  ])('%j becomes %j', (suggested, safe) => {
    expect(safeFileName(suggested)).toBe(safe)
  })
})
