import { describe, expect, it, vi } from 'vitest'
import { SessionKeeper } from '../../../electron/main/credentials/session-keeper.ts'
import { memoryStore } from '../support/memory-store.ts'

describe('a kept session', () => {
  it('outlives the program where there is a keychain', async () => {
    const { store } = memoryStore()
    await new SessionKeeper(Promise.resolve(store), vi.fn()).open('embedded', 'secret')
    const restarted = new SessionKeeper(Promise.resolve(store), vi.fn())
    expect(await restarted.token('embedded')).toBe('secret')
    expect(await restarted.state('embedded')).toEqual({ isSignedIn: true, keychain: 'available' })
  })

  it('lives in memory only, and says so, where there is none', async () => {
    const keeper = new SessionKeeper(Promise.resolve(null), vi.fn())
    await keeper.open('embedded', 'secret')
    expect(await keeper.token('embedded')).toBe('secret')
    expect(await keeper.state('embedded')).toEqual({ isSignedIn: true, keychain: 'unavailable' })
    expect(await new SessionKeeper(Promise.resolve(null), vi.fn()).token('embedded')).toBeNull()
  })

  it('belongs to one server and is never given to another', async () => {
    const { store } = memoryStore()
    const keeper = new SessionKeeper(Promise.resolve(store), vi.fn())
    await keeper.open('https://a.example', 'for-a')
    expect(await keeper.token('https://b.example')).toBeNull()
  })

  it('is removed from the keychain when it ends', async () => {
    const { store, secrets } = memoryStore()
    const keeper = new SessionKeeper(Promise.resolve(store), vi.fn())
    await keeper.open('embedded', 'secret')
    await keeper.close('embedded', 'secret')
    expect([await keeper.token('embedded'), secrets.size]).toEqual([null, 0])
  })

  it('is not ended by the late refusal of an older one', async () => {
    const { store } = memoryStore()
    const keeper = new SessionKeeper(Promise.resolve(store), vi.fn())
    await keeper.open('embedded', 'old')
    await keeper.open('embedded', 'new')
    await keeper.close('embedded', 'old')
    expect(await keeper.token('embedded')).toBe('new')
  })

  it('goes on in memory when the keychain fails in the middle', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const locked = () => Promise.reject(new Error('locked'))
    const keeper = new SessionKeeper(Promise.resolve({ read: locked, write: locked, remove: locked }), vi.fn())
    await keeper.open('embedded', 'secret')
    expect(await keeper.token('embedded')).toBe('secret')
    warn.mockRestore()
  })

  it('tells of each change once', async () => {
    const onChanged = vi.fn()
    const keeper = new SessionKeeper(Promise.resolve(null), onChanged)
    await keeper.open('embedded', 'secret')
    await keeper.close('embedded', 'secret')
    await keeper.close('embedded', 'secret')
    expect(onChanged).toHaveBeenCalledTimes(2)
  })
})
