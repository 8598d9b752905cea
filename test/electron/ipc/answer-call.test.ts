import { describe, expect, it, vi } from 'vitest'
import { answerCall } from '../../../electron/main/ipc/answer-call.ts'

const OURS = { url: 'app://local/domains', parent: null }
const openLink = () => vi.fn((_input: { url: string }) => ({ ok: true, value: undefined }) as const)

describe('a call from a page', () => {
  it('reaches its handler with the parsed input', async () => {
    const handler = openLink()
    const answer = await answerCall({ 'app.openLink': handler }, 'app.openLink', OURS, {
      url: 'https://example.com/',
      more: 1,
    })
    expect(answer).toEqual({ ok: true, value: undefined })
    expect(handler).toHaveBeenCalledWith({ url: 'https://example.com/' })
  })

  it.each([
    ['no frame (it is gone)', null],
    ['a page of another origin', { url: 'https://evil.example/', parent: null }],
    ['another host of our scheme', { url: 'app://other/', parent: null }],
    ['a host that only begins like ours', { url: 'app://local.evil.example/', parent: null }],
    ['an address that is none', { url: 'about:blank', parent: null }],
    ['a frame inside our page', { url: 'app://local/', parent: OURS }],
  ])('is refused from %s', async (_title, sender) => {
    const handler = openLink()
    const answer = await answerCall({ 'app.openLink': handler }, 'app.openLink', sender, {
      url: 'https://example.com/',
    })
    expect([answer, handler.mock.calls.length]).toEqual([{ ok: false, error: 'badSender' }, 0])
  })

  it.each([undefined, null, 'https://example.com/', { url: 1 }, {}, { url: 'x'.repeat(3000) }])(
    'is refused with the input %j',
    async (input) => {
      const handler = openLink()
      const answer = await answerCall({ 'app.openLink': handler }, 'app.openLink', OURS, input)
      expect([answer, handler.mock.calls.length]).toEqual([{ ok: false, error: 'badInput' }, 0])
    },
  )

  it('answers a bug without telling its story', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const fail = () => {
      throw new Error('secret path /home/sato')
    }
    expect(await answerCall({ 'app.openLink': fail }, 'app.openLink', OURS, { url: 'https://example.com/' })).toEqual({
      ok: false,
      error: 'internal',
    })
    error.mockRestore()
  })

  it('gives back nothing that the contract does not name', async () => {
    const read = () => ({ ok: true, value: { isSignedIn: true, keychain: 'available', token: 'secret' } }) as const
    const answer = await answerCall({ 'session.read': read }, 'session.read', OURS, undefined)
    expect(answer).toEqual({ ok: true, value: { isSignedIn: true, keychain: 'available' } })
  })
})
