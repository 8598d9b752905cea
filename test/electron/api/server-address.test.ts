import { describe, expect, it } from 'vitest'
import { findServer, parseServerAddress } from '../../../electron/main/api/server-address.ts'

describe('the address of a team server', () => {
  it.each([
    ['https://daicho.example.co.jp', 'https://daicho.example.co.jp'],
    [' daicho.example.co.jp/ ', 'https://daicho.example.co.jp'],
    ['https://daicho.example.co.jp:8443/some/page?x=1', 'https://daicho.example.co.jp:8443'],
    ['http://localhost:8437', 'http://localhost:8437'],
    ['http://127.0.0.1:8437', 'http://127.0.0.1:8437'],
    ['http://[::1]:8437', 'http://[::1]:8437'],
  ])('%s is %s', (typed, url) => {
    expect(parseServerAddress(typed)).toEqual({ ok: true, value: { kind: 'server', url } })
  })

  it.each([
    ['http://daicho.example.co.jp', 'addressInsecure'],
    ['http://127.0.0.1.evil.example', 'addressInsecure'],
    ['', 'addressMalformed'],
    ['https://', 'addressMalformed'],
    ['ftp://files.example', 'addressMalformed'],
    ['https://user:password@daicho.example', 'addressMalformed'],
    ['not an address', 'addressMalformed'],
  ])('%j is refused as %s', (typed, error) => {
    expect(parseServerAddress(typed)).toEqual({ ok: false, error })
  })
})

describe('finding the server', () => {
  const server = { kind: 'server', url: 'https://daicho.example' } as const
  const health = {
    status: 'ok',
    version: '0.1.0',
    database: 'postgres',
    isSetUp: true,
    isSandbox: false,
    problem: null,
    setupCodeRequired: true,
    clock: { now: '2026-11-02T00:00:00.000Z', isSetByHand: false },
  }

  it('takes a Daicho that answers, and follows no redirect on the way', async () => {
    const seen: Request[] = []
    const found = await findServer(server, async (request) => {
      seen.push(request)
      return Response.json(health)
    })
    expect(found).toEqual({ ok: true, value: server })
    expect([seen[0]?.url, seen[0]?.redirect]).toEqual(['https://daicho.example/api/health', 'error'])
  })

  it.each([
    ['another program', async () => Response.json({ hello: 'world' }), 'serverUnknown'],
    ['a web page', async () => new Response('<html>'), 'serverUnknown'],
    ['an error', async () => new Response(null, { status: 404 }), 'serverUnknown'],
    ['nobody', () => Promise.reject(new TypeError('fetch failed')), 'serverUnreachable'],
  ])('refuses when %s answers', async (_title, network, error) => {
    expect(await findServer(server, network)).toEqual({ ok: false, error })
  })
})
