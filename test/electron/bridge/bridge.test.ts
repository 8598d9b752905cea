import { describe, expect, it, vi } from 'vitest'
import { BridgeClient, ServiceGoneError } from '../../../electron/bridge/bridge-client.ts'
import { BridgeServer } from '../../../electron/bridge/bridge-server.ts'
import type { FromService, ToService } from '../../../electron/bridge/messages.ts'

type Sent = { readonly toService: ToService[]; readonly fromService: FromService[] }

/** Both ends in one process, joined by structured clones in separate tasks, as a real port delivers them. */
function joined(handler: (request: Request) => Response | Promise<Response>) {
  const sent: Sent = { toService: [], fromService: [] }
  const server = new BridgeServer(handler, (message) => {
    sent.fromService.push(message)
    const copy = structuredClone(message)
    if (copy.kind !== 'ready' && copy.kind !== 'failed') setImmediate(() => client.accept(copy))
  })
  const client = new BridgeClient((message) => {
    sent.toService.push(message)
    const copy = structuredClone(message)
    if (copy.kind !== 'start' && copy.kind !== 'stop') setImmediate(() => server.accept(copy))
  })
  return { client, sent }
}

const upload = (path: string, body: BodyInit) =>
  new Request(`app://local${path}`, { method: 'POST', body, duplex: 'half' } as RequestInit)

describe('a request over the port', () => {
  it('arrives with its method, path, query, headers and body, and its answer comes back whole', async () => {
    const { client } = joined(async (request) => {
      const body = await request.text()
      return Response.json(
        { url: request.url, method: request.method, body, tone: request.headers.get('x-tone') },
        { status: 201, headers: { 'x-seen': 'yes' } },
      )
    })
    const answer = await client.fetch(
      new Request('app://local/api/things?a=1&a=%E5%8F%B0', {
        method: 'PUT',
        body: '台帳',
        headers: { 'x-tone': 'dry' },
      }),
    )
    expect(answer.status).toBe(201)
    expect(answer.headers.get('x-seen')).toBe('yes')
    expect(await answer.json()).toEqual({
      url: 'http://127.0.0.1/api/things?a=1&a=%E5%8F%B0',
      method: 'PUT',
      body: '台帳',
      tone: 'dry',
    })
  })

  it('keeps two headers of the same name apart', async () => {
    const { client } = joined(() => {
      const headers = new Headers()
      headers.append('set-cookie', 'a=1')
      headers.append('set-cookie', 'b=2')
      return new Response('ok', { headers })
    })
    const answer = await client.fetch(new Request('app://local/api/x'))
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  it.each([204, 304])('gives an answer without a body for status %i', async (status) => {
    const { client } = joined(() => new Response(null, { status }))
    const answer = await client.fetch(new Request('app://local/api/x'))
    expect([answer.status, answer.body]).toEqual([status, null])
  })

  it('mixes up nothing when answers overtake each other', async () => {
    const { client } = joined(async (request) => {
      const turn = Number(new URL(request.url).searchParams.get('turn'))
      await new Promise((resolve) => setTimeout(resolve, (20 - turn) % 7))
      return new Response(`turn ${turn}`)
    })
    const turns = Array.from({ length: 20 }, (_, turn) => turn)
    const answers = await Promise.all(
      turns.map(async (turn) => (await client.fetch(new Request(`app://local/api/x?turn=${turn}`))).text()),
    )
    expect(answers).toEqual(turns.map((turn) => `turn ${turn}`))
  })

  it('answers 500 without a body when the handler throws', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { client } = joined(() => Promise.reject(new Error('a bug')))
    expect((await client.fetch(new Request('app://local/api/x'))).status).toBe(500)
    expect(error).toHaveBeenCalledOnce()
    error.mockRestore()
  })
})

describe('a body over the port', () => {
  it('carries 5 MB up and down unchanged, in pieces of at most 256 KiB', async () => {
    const { client, sent } = joined(async (request) => new Response(await request.arrayBuffer()))
    const bytes = crypto.getRandomValues(new Uint8Array(65_536))
    const big = new Blob(Array.from({ length: 80 }, () => bytes))
    const answer = await client.fetch(upload('/api/echo', big))
    expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(await big.arrayBuffer()))).toBe(true)
    const sizes = [...sent.toService, ...sent.fromService].map((m) => (m.kind === 'chunk' ? m.bytes.byteLength : 0))
    expect(Math.max(...sizes)).toBe(256 * 1024)
  })

  it('streams: each piece of an answer is there before the next one is made', async () => {
    let made = 0
    const { client } = joined(
      () =>
        new Response(
          new ReadableStream(
            {
              pull(controller) {
                made += 1
                controller.enqueue(new TextEncoder().encode(`data: ${made}\n\n`))
                if (made === 3) controller.close()
              },
            },
            { highWaterMark: 0 },
          ),
        ),
    )
    const reader = (await client.fetch(new Request('app://local/api/events'))).body?.getReader()
    for (const turn of [1, 2, 3]) {
      const { value } = (await reader?.read()) ?? {}
      expect([new TextDecoder().decode(value), made]).toEqual([`data: ${turn}\n\n`, turn])
    }
    expect((await reader?.read())?.done).toBe(true)
  })

  it('sends nothing ahead of a reader that does not read', async () => {
    const { client, sent } = joined(() => new Response(new Blob(['x'.repeat(3_000_000)])))
    await client.fetch(new Request('app://local/api/big'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(sent.fromService.filter((m) => m.kind === 'chunk')).toEqual([])
  })

  it('tells the service when the page stops reading', async () => {
    const cancelled = vi.fn()
    const aborted = vi.fn()
    const { client } = joined((request) => {
      request.signal.addEventListener('abort', aborted)
      const pull = (controller: ReadableStreamDefaultController) => controller.enqueue(new Uint8Array(10))
      return new Response(new ReadableStream({ pull, cancel: cancelled }))
    })
    const reader = (await client.fetch(new Request('app://local/api/events'))).body?.getReader()
    await reader?.read()
    await reader?.cancel()
    await vi.waitFor(() => expect([cancelled.mock.calls.length, aborted.mock.calls.length]).toEqual([1, 1]))
  })

  it('stops an upload that the service does not want to the end', async () => {
    const stopped = vi.fn()
    const { client } = joined(() => new Response('too large', { status: 413 }))
    const pull = (controller: ReadableStreamDefaultController) => controller.enqueue(new Uint8Array(1000))
    const answer = await client.fetch(upload('/api/upload', new ReadableStream({ pull, cancel: stopped })))
    expect([answer.status, await answer.text()]).toEqual([413, 'too large'])
    await vi.waitFor(() => expect(stopped).toHaveBeenCalledOnce())
  })

  it('breaks off in the page when it breaks off in the service', async () => {
    const { client } = joined(
      () => new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('disk gone')) })),
    )
    const answer = await client.fetch(new Request('app://local/api/x'))
    await expect(answer.text()).rejects.toThrow('disk gone')
  })

  it('breaks off in the service when the page breaks off its upload', async () => {
    const { client } = joined(
      async (request) => new Response(await request.text().catch((error: Error) => error.message)),
    )
    const pull = (controller: ReadableStreamDefaultController) => controller.error(new Error('page closed'))
    const answer = await client.fetch(upload('/api/x', new ReadableStream({ pull })))
    expect(await answer.text()).toContain('page closed')
  })
})

describe('a request that is given up', () => {
  it('aborts in the service too', async () => {
    const aborted = vi.fn()
    const { client } = joined(
      (request) =>
        new Promise((resolve) => {
          request.signal.addEventListener('abort', () => {
            aborted()
            resolve(new Response('late'))
          })
        }),
    )
    const aborter = new AbortController()
    const answer = client.fetch(new Request('app://local/api/slow', { signal: aborter.signal }))
    setTimeout(() => aborter.abort(), 5)
    await expect(answer).rejects.toThrow('aborted')
    await vi.waitFor(() => expect(aborted).toHaveBeenCalledOnce())
  })
})

describe('when the service process ends', () => {
  it('refuses the open requests, breaks off half-read answers and takes no more', async () => {
    const { client } = joined((request) =>
      request.url.endsWith('/half')
        ? new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) }))
        : new Promise<Response>(() => undefined),
    )
    const half = await client.fetch(new Request('app://local/api/half'))
    const open = client.fetch(new Request('app://local/api/open'))
    client.close()
    await expect(open).rejects.toBeInstanceOf(ServiceGoneError)
    await expect(half.arrayBuffer()).rejects.toThrow('ended in the middle')
    await expect(client.fetch(new Request('app://local/api/new'))).rejects.toBeInstanceOf(ServiceGoneError)
  })
})
