import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { invariant } from '../../core/base/invariant.ts'
import { findChromium, NO_CHROMIUM } from '../../scripts/chromium.ts'
import { createPortfolioMock } from '../support/portfolio-mock.ts'
import { buildPages, servePages } from '../support/renderer-preview.ts'

/**
 * Scrolling a million rows against the same rows in a plain list, in one run on one machine: p95 of the time between
 * frames, without a limit on the frame rate. And whether the last row can be reached at each display scale.
 */
const ROWS = 1_000_000
const STATIC_ROWS = 500
const FRAMES = 180
/** Taken in turns, the median counts: what else the machine does hits both alike. */
const ROUNDS = 3
const WARM_UP = 10
const ROW_PX = 32
const MOTIONS = { smooth: 3 * ROW_PX, fast: 25 * ROW_PX } as const
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-frame-rate-limit',
  '--disable-gpu-vsync',
  '--window-size=1280,800',
]

type Frames = { readonly p50: number; readonly p95: number }

type ScrollFigures = {
  readonly scale: number
  readonly lastRow: number
  readonly motions: Readonly<
    Record<string, { readonly product: Frames; readonly plain: Frames; readonly ratio: number }>
  >
}

/** Scrolls by a step per frame, back and forth where the list ends; answers with the times between frames in ms. */
function scrollInPage({ step, frames }: { step: number; frames: number }): Promise<number[]> {
  const grid = document.querySelector('[role=grid]')
  if (!grid) throw new Error('no grid on the page')
  const times: number[] = []
  let direction = 1
  return new Promise((done) => {
    let last = performance.now()
    const onFrame = (now: number) => {
      times.push(now - last)
      last = now
      if (grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 1) direction = -1
      grid.scrollTop += step * direction
      if (times.length < frames) requestAnimationFrame(onFrame)
      else done(times)
    }
    requestAnimationFrame(onFrame)
  })
}

async function measure(page: Page, url: string, step: number): Promise<Frames> {
  await page.goto(url)
  await page.getByRole('gridcell').nth(30).waitFor()
  await page.waitForTimeout(800)
  const times = await page.evaluate(scrollInPage, { step, frames: FRAMES + WARM_UP })
  const sorted = times.slice(WARM_UP).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95) }
}

function medianOf(all: readonly Frames[]): Frames {
  const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
  return { p50: middle(all.map(({ p50 }) => p50)) ?? Number.NaN, p95: middle(all.map(({ p95 }) => p95)) ?? Number.NaN }
}

/** The number of the last row that stands on screen after scrolling to the very end. */
async function reachLastRow(page: Page, url: string): Promise<number> {
  await page.goto(url)
  await page.getByRole('gridcell').nth(30).waitFor()
  await page.locator('[role=grid]').evaluate((grid) => {
    grid.scrollTop = grid.scrollHeight
  })
  await page
    .locator(`[aria-rowindex="${ROWS + 1}"] a`)
    .waitFor({ timeout: 5000 })
    .catch(() => undefined)
  const indexes = await page
    .locator('[data-row]')
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-row'))))
  return Math.max(...indexes) + 1
}

async function measureAtScale(url: string, scale: number): Promise<ScrollFigures> {
  const executablePath = findChromium()
  invariant(executablePath, NO_CHROMIUM)
  const browser = await chromium.launch({ executablePath, args: [...ARGS, `--force-device-scale-factor=${scale}`] })
  try {
    const context = await browser.newContext({ viewport: null, locale: 'en-GB' })
    const page = await context.newPage()
    const motions: Record<string, { product: Frames; plain: Frames; ratio: number }> = {}
    for (const [name, step] of Object.entries(MOTIONS)) {
      const rounds: { readonly plain: Frames; readonly product: Frames }[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        const plain = await measure(page, `${url}/?static=${STATIC_ROWS}`, step)
        rounds.push({ plain, product: await measure(page, url, step) })
      }
      const plain = medianOf(rounds.map((round) => round.plain))
      const product = medianOf(rounds.map((round) => round.product))
      motions[name] = { product, plain, ratio: product.p95 / plain.p95 }
    }
    return { scale, lastRow: await reachLastRow(page, url), motions }
  } finally {
    await browser.close()
  }
}

async function benchScroll(): Promise<readonly ScrollFigures[]> {
  const pages = await buildPages(join(import.meta.dirname, 'scroll-page'))
  const server = await servePages(pages, createPortfolioMock(ROWS))
  try {
    return [await measureAtScale(server.url, 1), await measureAtScale(server.url, 2)]
  } finally {
    server.close()
  }
}

for (const { scale, lastRow, motions } of await benchScroll()) {
  console.log(`scale ${scale}: last row reached ${lastRow.toLocaleString('en')} of ${ROWS.toLocaleString('en')}`)
  for (const [name, { product, plain, ratio }] of Object.entries(motions)) {
    const figures = [product.p50, product.p95, plain.p50, plain.p95].map((ms) => ms.toFixed(1)).join(' ')
    console.log(
      `  ${name}: p50 p95 of the table, p50 p95 of the plain list (ms): ${figures}; p95 ratio ${ratio.toFixed(2)}`,
    )
  }
}
process.exit(0)
