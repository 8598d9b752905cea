import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { documentNumber } from '../../core/billing/document-number.ts'
import type { Instant } from '../../core/calendar/iso-date.ts'
import type { MinorUnits } from '../../core/money/money.ts'
import { findChromium, NO_CHROMIUM } from '../../scripts/chromium.ts'
import { documentPdf } from '../../service/modules/documents/exports/document-pdf.ts'
import { invoice, type PrintedInvoice, uses } from '../support/document-builder.ts'
import { median, timed } from './measure.ts'

/**
 * Invoices with 20 lines as PDF/A-3b with their data inside, against the same page as HTML printed by headless Chromium:
 * started for each page, as a service that prints on demand does it, and kept running with a new tab for each.
 */
const LINES = 20
const DOCUMENTS = 40
const STARTS = 5
const MADE_AT = '2026-12-01T00:05:00.000Z' as Instant

export type DocumentFigures = {
  /** Median of one document, each with other names and sums. */
  readonly pdfMs: number
  readonly startedChromiumMs: number
  readonly runningChromiumMs: number
  /** At least 20. */
  readonly ratioToStarted: number
  readonly ratioToRunning: number
}

export async function benchDocuments(): Promise<DocumentFigures> {
  const browser = findChromium()
  if (browser === null) throw new Error(NO_CHROMIUM)
  const folder = mkdtempSync(join(tmpdir(), 'daicho-bench-'))
  try {
    documentPdf(invoiceOf(0), 'ja', MADE_AT)
    const pdfMs = median(await inTurn(DOCUMENTS, (n) => documentPdf(invoiceOf(n), 'ja', MADE_AT)))
    const startedChromiumMs = median(await inTurn(STARTS, (n) => printStarted(browser, folder, n)))
    const runningChromiumMs = await printRunning(browser)
    return {
      pdfMs,
      startedChromiumMs,
      runningChromiumMs,
      ratioToStarted: startedChromiumMs / pdfMs,
      ratioToRunning: runningChromiumMs / pdfMs,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function invoiceOf(n: number): PrintedInvoice {
  const charged = uses(LINES).map((use, line) => ({
    ...use,
    amount: (use.amount + n * 7 + line) as MinorUnits,
    domain: `name-${n}-${line}.jp` as typeof use.domain,
  }))
  return invoice(charged, 0, { number: documentNumber('invoice', 2026, n + 1) })
}

function printStarted(browser: string, folder: string, n: number): void {
  const page = join(folder, `${n}.html`)
  writeFileSync(page, htmlOf(invoiceOf(n)))
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`]
  const print = [`--print-to-pdf=${join(folder, `${n}.pdf`)}`, pathToFileURL(page).href]
  const { status } = spawnSync(browser, [...flags, ...print], { stdio: 'ignore' })
  if (status !== 0) throw new Error('Chromium printed nothing')
}

async function inTurn(count: number, work: (n: number) => unknown): Promise<readonly number[]> {
  const times: number[] = []
  for (let n = 0; n < count; n++) times.push(await timed(() => work(n)))
  return times
}

async function printRunning(executablePath: string): Promise<number> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const times = await inTurn(DOCUMENTS, async (n) => {
    const page = await browser.newPage()
    await page.setContent(htmlOf(invoiceOf(n)))
    await page.pdf({ format: 'A4' })
    await page.close()
  })
  await browser.close()
  return median(times)
}

/** The same words and sums in the same places, as plain HTML. */
function htmlOf({ number, issuer, recipient, lines, groups, total, tax }: PrintedInvoice): string {
  const rows = lines.map(
    (line) =>
      `<tr>${Object.values(line)
        .map((cell) => `<td>${textOf(cell)}</td>`)
        .join('')}</tr>`,
  )
  const rates = groups.map(
    (group) =>
      `<tr>${Object.values(group)
        .map((cell) => `<td>${textOf(cell)}</td>`)
        .join('')}</tr>`,
  )
  return `<!doctype html><meta charset="utf-8"><style>
    @page { size: A4; margin: 20mm } body { font: 9pt 'BIZ UDPGothic', 'Noto Sans JP', sans-serif }
    table { width: 100%; border-collapse: collapse } td { border-bottom: 1px solid #999; padding: 2pt }</style>
    <h1>請求書</h1><p>${number}</p><h2>${recipient.name} ${recipient.honorific}</h2>
    <p>${issuer.name}<br>${issuer.registrationNumber}<br>${issuer.address}</p>
    <table>${rows.join('')}</table><table>${rates.join('')}</table><p>${total} (${tax})</p>`
}

function textOf(cell: unknown): string {
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}

if (import.meta.main) {
  console.log(await benchDocuments())
  process.exit(0)
}
