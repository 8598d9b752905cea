import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether a program of poppler or qpdf is on this machine; tests that need one are skipped without it. */
export function hasTool(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined
}

/** Output and exit code of a program that is given the PDF as a file. */
export function runOnPdf(program: string, pdf: Uint8Array, before: string[], after: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'daicho-pdf-'))
  try {
    const path = join(folder, 'document.pdf')
    writeFileSync(path, pdf)
    const { status, stdout } = spawnSync(program, [...before, path, ...after], { encoding: 'utf8' })
    return { status, text: stdout }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The text of a PDF in reading order, by poppler. */
export function textOfPdf(pdf: Uint8Array): string {
  return runOnPdf('pdftotext', pdf, ['-raw'], ['-']).text
}

/** A file inside a PDF, by qpdf. */
export function attachmentOfPdf(pdf: Uint8Array, name: string): string {
  return runOnPdf('qpdf', pdf, [`--show-attachment=${name}`]).text
}

/** The number of pages, from the page tree. */
export function pageCount(pdf: Uint8Array): number {
  const counts = Array.from(
    Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/Type\s*\/Pages[^>]*?\/Count (\d+)/g),
  )
  return Math.max(...counts.map((match) => Number(match[1])))
}
