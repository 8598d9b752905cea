import { afterEach, expect, it, vi } from 'vitest'
import { openSharedStream } from '../../../renderer/data/shared-stream.ts'

type Connection = { readonly send: (text: string) => void }

/** A service that takes streams in; `open` are those that are connected now. */
function servesStreams() {
  const open = new Set<Connection>()
  let opened = 0
  vi.stubGlobal('fetch', async (_: string, { signal }: RequestInit) => {
    opened++
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const connection = { send: (text: string) => controller.enqueue(new TextEncoder().encode(text)) }
        open.add(connection)
        signal?.addEventListener('abort', () => {
          open.delete(connection)
          controller.error(new Error('aborted'))
        })
      },
    })
    return new Response(body)
  })
  return { open, opened: () => opened }
}

function listensTo(address: string) {
  const heard: string[] = []
  const close = openSharedStream(address, {
    onEvent: ({ data }) => heard.push(data),
    onReconnected: () => heard.push('reconnected'),
  })
  return { heard, close }
}

afterEach(() => vi.unstubAllGlobals())

it('is one connection for all tabs, and the next tab takes over when the one that holds it is closed', async () => {
  const service = servesStreams()
  const tabs = [listensTo('/events'), listensTo('/events'), listensTo('/events')] as const
  await expect.poll(() => service.open.size).toBe(1)
  for (const { send } of service.open) send('event: change\ndata: one\n\n')
  await expect.poll(() => tabs.map(({ heard }) => heard)).toEqual([['one'], ['one'], ['one']])
  tabs[0].close()
  await expect.poll(() => tabs[2].heard).toEqual(['one', 'reconnected'])
  expect(service.open.size).toBe(1)
  for (const { send } of service.open) send('event: change\ndata: two\n\n')
  await expect.poll(() => tabs.map(({ heard }) => heard.at(-1))).toEqual(['one', 'two', 'two'])
  for (const { close } of tabs) close()
  await expect.poll(() => service.open.size).toBe(0)
  expect(service.opened()).toBe(2)
})

it('is each tab’s own where the page is not secure', async () => {
  const service = servesStreams()
  vi.stubGlobal('navigator', {})
  const tabs = [listensTo('/events'), listensTo('/events')]
  await expect.poll(() => service.open.size).toBe(2)
  for (const { close } of tabs) close()
})
