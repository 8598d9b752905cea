import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ServiceState } from '../../../core/contract/ipc/service.ts'
import { ServiceGoneError } from '../../../electron/bridge/bridge-client.ts'
import type { FromService, ToService } from '../../../electron/bridge/messages.ts'
import { type ServiceChild, ServiceSupervisor } from '../../../electron/main/account-service/service-supervisor.ts'

/** A service process that does what the test says. */
class FakeChild implements ServiceChild {
  readonly posted: ToService[] = []
  isKilled = false
  #onMessage: (message: FromService) => void = () => undefined
  #onExit: (code: number) => void = () => undefined
  readonly post = (message: ToService) => void this.posted.push(message)
  readonly onMessage = (listener: (message: FromService) => void) => {
    this.#onMessage = listener
  }
  readonly onExit = (listener: (code: number) => void) => {
    this.#onExit = listener
  }
  readonly kill = () => {
    this.isKilled = true
    this.exit(143)
  }

  say(message: FromService): void {
    this.#onMessage(message)
  }

  exit(code: number): void {
    this.#onExit(code)
  }
}

function supervised() {
  const children: FakeChild[] = []
  const states: ServiceState[] = []
  const restores: boolean[] = []
  const supervisor = new ServiceSupervisor({
    fork: (restore) => {
      restores.push(restore)
      const child = new FakeChild()
      children.push(child)
      return child
    },
    onState: (state) => states.push(state),
    now: () => Date.now(),
  })
  const last = () => {
    const child = children.at(-1)
    if (!child) throw new Error('no process was started')
    return child
  }
  return { supervisor, children, states, restores, last }
}

const request = () => new Request('app://local/api/health')
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('starting', () => {
  it('holds requests back until the service is ready, then sends them', async () => {
    const { supervisor, last, states } = supervised()
    supervisor.start()
    const answer = supervisor.fetch(request())
    await settle()
    expect(last().posted).toEqual([])
    last().say({ kind: 'ready' })
    await settle()
    expect(last().posted).toMatchObject([{ kind: 'request', method: 'GET', url: 'http://127.0.0.1/api/health' }])
    last().say({ kind: 'response', id: 1, status: 204, headers: [], hasBody: false })
    expect((await answer).status).toBe(204)
    expect(states.map(({ kind }) => kind)).toEqual(['starting', 'running'])
  })

  it('gives up at once, with the reason, when the service says why it cannot start', async () => {
    const { supervisor, last, children } = supervised()
    supervisor.start()
    const answer = supervisor.fetch(request())
    answer.catch(() => undefined)
    last().say({ kind: 'failed', detail: 'The database is damaged', canRestore: true })
    last().exit(1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(supervisor.state).toEqual({ kind: 'failed', detail: 'The database is damaged', canRestore: true })
    expect(children).toHaveLength(1)
    await expect(answer).rejects.toBeInstanceOf(ServiceGoneError)
  })

  it('starts only one process however often it is told to', () => {
    const { supervisor, children } = supervised()
    supervisor.start()
    supervisor.start()
    expect(children).toHaveLength(1)
  })
})

describe('a crash', () => {
  it('of a service that began with the last backup does not put that in place again', async () => {
    const { supervisor, last, restores } = supervised()
    supervisor.start(true)
    last().say({ kind: 'ready' })
    last().exit(139)
    await vi.advanceTimersByTimeAsync(1000)
    expect(restores).toEqual([true, false])
  })

  it('refuses the requests in flight, starts the service again and serves the next ones', async () => {
    const { supervisor, last, states } = supervised()
    supervisor.start()
    last().say({ kind: 'ready' })
    const inFlight = supervisor.fetch(request())
    inFlight.catch(() => undefined)
    last().exit(139)
    await settle()
    await expect(inFlight).rejects.toBeInstanceOf(ServiceGoneError)
    const next = supervisor.fetch(request())
    await vi.advanceTimersByTimeAsync(1000)
    last().say({ kind: 'ready' })
    await settle()
    last().say({ kind: 'response', id: 1, status: 200, headers: [], hasBody: false })
    expect((await next).status).toBe(200)
    expect(states.map(({ kind }) => kind)).toEqual(['starting', 'running', 'restarting', 'restarting', 'running'])
  })

  it('waits longer after each of a series, and gives up after five restarts', async () => {
    const { supervisor, children } = supervised()
    const waits: number[] = []
    supervisor.start()
    for (let crash = 1; crash <= 5; crash += 1) {
      children.at(-1)?.exit(1)
      const before = Date.now()
      while (children.length === crash) await vi.advanceTimersByTimeAsync(50)
      waits.push(Date.now() - before)
    }
    children.at(-1)?.exit(1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(waits).toEqual([250, 500, 1000, 2000, 4000])
    expect(children).toHaveLength(6)
    expect(supervisor.state).toMatchObject({ kind: 'failed' })
  })

  it('does not add up crashes that lie more than a minute apart', async () => {
    const { supervisor, last, children } = supervised()
    supervisor.start()
    for (let crash = 0; crash < 12; crash += 1) {
      last().say({ kind: 'ready' })
      await vi.advanceTimersByTimeAsync(61_000)
      last().exit(1)
      await vi.advanceTimersByTimeAsync(300)
    }
    expect(children).toHaveLength(13)
  })

  it('can be tried again by the person after it was given up', async () => {
    const { supervisor, last, children } = supervised()
    supervisor.start()
    last().say({ kind: 'failed', detail: 'Another Daicho has the folder open', canRestore: false })
    last().exit(1)
    await settle()
    supervisor.start()
    last().say({ kind: 'ready' })
    expect([children.length, supervisor.state]).toEqual([2, { kind: 'running' }])
  })
})

describe('stopping', () => {
  it('lets the service end by itself', async () => {
    const { supervisor, last, children } = supervised()
    supervisor.start()
    last().say({ kind: 'ready' })
    const stopped = supervisor.stop()
    expect(last().posted).toEqual([{ kind: 'stop' }])
    last().exit(0)
    await settle()
    await stopped
    await vi.advanceTimersByTimeAsync(60_000)
    expect([children.length, last().isKilled]).toEqual([1, false])
  })

  it('ends a service that does not end in ten seconds', async () => {
    const { supervisor, last } = supervised()
    supervisor.start()
    const stopped = supervisor.stop()
    await vi.advanceTimersByTimeAsync(9_900)
    expect(last().isKilled).toBe(false)
    await vi.advanceTimersByTimeAsync(200)
    expect(last().isKilled).toBe(true)
    await settle()
    await stopped
  })

  it('makes room for a new start at once', async () => {
    const { supervisor, last, children } = supervised()
    supervisor.start()
    const stopped = supervisor.stop().then(() => supervisor.start())
    last().exit(0)
    await settle()
    await stopped
    last().say({ kind: 'ready' })
    expect([children.length, supervisor.state]).toEqual([2, { kind: 'running' }])
  })

  it('starts nothing any more, even in the pause after a crash', async () => {
    const { supervisor, last, children } = supervised()
    supervisor.start()
    last().exit(1)
    await settle()
    await supervisor.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(children).toHaveLength(1)
  })
})
