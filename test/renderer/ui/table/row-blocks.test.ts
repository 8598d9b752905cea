import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RowBlocks, type RowPage } from '../../../../renderer/ui/table/row-blocks.ts'

type Row = { readonly id: number }
type Request = {
  readonly offset: number
  readonly signal: AbortSignal
  answer(total?: number): void
  fail(problem: unknown): void
}

const page = (offset: number, limit: number, total: number): RowPage<Row> => ({
  items: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, step) => ({ id: offset + step })),
  total,
})

function setUp() {
  const requests: Request[] = []
  const blocks = new RowBlocks<Row>(
    (offset, limit, signal) =>
      new Promise((resolve, reject) => {
        const answer = (total = 1_000_000) => resolve(page(offset, limit, total))
        requests.push({ offset, signal, answer, fail: reject })
      }),
    { nextFrame: (work) => void setTimeout(work, 16) },
  )
  return { blocks, requests }
}

const frame = () => vi.advanceTimersByTimeAsync(16)
const rest = () => vi.advanceTimersByTimeAsync(30)
const offsets = (requests: readonly Request[]) => requests.map(({ offset }) => offset)

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('rows of a long list', () => {
  it('reads the first block at once and then knows the exact total', async () => {
    const { blocks, requests } = setUp()
    blocks.show(0, 40)
    expect(offsets(requests)).toEqual([0])
    requests[0]!.answer(345)
    await frame()
    expect(blocks.total).toBe(345)
    expect(blocks.row(199)).toEqual({ id: 199 })
    expect(blocks.row(200)).toBeUndefined()
  })

  it('asks only for where a fling comes to rest', async () => {
    const { blocks, requests } = setUp()
    blocks.show(0, 40)
    requests[0]!.answer()
    await frame()
    for (let row = 0; row <= 100_000; row += 1000) blocks.show(row, row + 40)
    await rest()
    expect(offsets(requests).slice(1)).toEqual([99_800, 100_000])
  })

  it('gives up requests for rows that have left the view', async () => {
    const { blocks, requests } = setUp()
    blocks.show(0, 40)
    requests[0]!.answer()
    await frame()
    blocks.show(5000, 5040)
    await rest()
    blocks.show(90_000, 90_040)
    await rest()
    expect(requests[1]!.signal.aborted).toBe(true)
    expect(requests.at(-1)!.signal.aborted).toBe(false)
  })

  it('tells of blocks that arrive together once per frame', async () => {
    const { blocks, requests } = setUp()
    const told = vi.fn()
    blocks.subscribe(told)
    blocks.show(0, 40)
    requests[0]!.answer()
    await frame()
    blocks.show(1000, 1400)
    await rest()
    for (const request of requests.slice(1)) request.answer()
    await frame()
    expect(told).toHaveBeenCalledTimes(2)
  })

  it('forgets the oldest blocks and reads them again when they are looked at', async () => {
    const { blocks, requests } = setUp()
    blocks.show(0, 40)
    requests[0]!.answer()
    await frame()
    for (let block = 2; block < 130; block += 1) {
      blocks.show(block * 200 + 100, block * 200 + 100)
      await rest()
      for (const request of requests) request.answer()
      await frame()
    }
    expect(blocks.row(0)).toBeUndefined()
    expect(blocks.row(129 * 200)).toBeDefined()
    blocks.show(0, 40)
    await rest()
    expect(requests.at(-1)!.offset).toBe(0)
  })

  it('keeps old rows on screen while it reads them again', async () => {
    const { blocks, requests } = setUp()
    blocks.show(0, 40)
    requests[0]!.answer(345)
    await frame()
    blocks.refresh()
    expect(blocks.row(0)).toEqual({ id: 0 })
    requests[1]!.answer(300)
    await frame()
    expect(blocks.total).toBe(300)
  })

  it('does not hammer a service that fails, and tries again when asked', async () => {
    const { blocks, requests } = setUp()
    blocks.show(0, 40)
    requests[0]!.fail('down')
    await frame()
    expect(blocks.problem).toBe('down')
    blocks.show(0, 40)
    await rest()
    expect(requests).toHaveLength(1)
    blocks.refresh()
    requests[1]!.answer()
    await frame()
    expect(blocks.problem).toBeNull()
    expect(blocks.row(3)).toEqual({ id: 3 })
  })
})
